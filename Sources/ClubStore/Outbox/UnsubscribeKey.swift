public import Club

extension ClubStore {
  /// What the address holds by which a reader ends the letters: whose they are, and a code that only this
  /// store can make. Whoever has a letter can end the letters to its reader, and do nothing else by it.
  ///
  /// - Parameter member: whose letters end.
  /// - Returns: `477127567449-` and 43 digits of base 64 (RFC 4648, section 5).
  public func unsubscribeKey(of member: MemberNumber) -> String {
    "\(member.digits)-\(Base64URL.text(hmac("newsletter-end", Array(member.digits.utf8))))"
  }
}
