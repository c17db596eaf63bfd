public import Club
import Crypto
import Journal
import Lines
import Synchronization

extension ClubStore {
  /// Reads state that is on the disk: what the closure could see is synced before its value is
  /// returned.
  ///
  /// - Parameter body: runs under the store's lock: short, without waiting. A copy of `club` that
  ///   outlives it makes the next command copy what they share.
  /// - Returns: what `body` returned.
  /// - Throws: where the store has stopped and what `body` saw is not on the disk.
  public func read<Value: Sendable>(
    _ body: (Club, People) -> Value
  ) async throws(StoreError) -> Value {
    let (value, head) = state.withLock { state in
      (body(state.club, state.people), journal.head)
    }
    try await synced(head.sequence)
    return value
  }

  /// The person of the staff who holds a token.
  ///
  /// - Parameter hash: the token's `tokenHash(_:)`.
  /// - Returns: the person; nil where nobody holds it, it was revoked or has expired.
  public func staff(byTokenHash hash: [UInt8]) -> StaffIdentity? {
    guard let hash = TokenHash(hash) else { return nil }
    let now = clock()
    return staffBook.withLock { $0 }.person(holding: hash, at: now)
  }

  /// Whether all of these members are within the reach of whoever asks. The answer need not be on the
  /// disk: it only ever keeps something back.
  ///
  /// - Parameters:
  ///   - members: whom it is about.
  ///   - actor: who asks.
  /// - Returns: whether none of them is out of reach.
  public func reaches(_ members: [MemberNumber], by actor: Actor) -> Bool {
    state.withLock { state in members.allSatisfy { state.club.reaches($0, by: actor) } }
  }

  /// The member who is signed in by a token.
  ///
  /// - Parameter hash: the token's `tokenHash(_:)`.
  /// - Returns: the member; nil where the session is unknown, closed or expired.
  public func session(byTokenHash hash: [UInt8]) -> MemberNumber? {
    guard let hash = TokenHash(hash) else { return nil }
    let now = clock()
    return state.withLock { $0.club.membership.member(signedInBy: hash, at: now) }
  }

  /// The hash by which a token is known to the store.
  ///
  /// - Parameter token: the token as its holder sends it.
  /// - Returns: its SHA-256, 32 bytes.
  public static func tokenHash(_ token: String) -> [UInt8] {
    Array(token.utf8).withUnsafeBytes { sha256($0).bytes }
  }

  /// The token of the session that a sign-up with this key opens: the same whenever it is asked,
  /// so that an answer given again sets the same cookie, and known to nobody without the secret.
  ///
  /// - Parameter key: the sign-up's key.
  /// - Returns: 43 characters of base64url, 256 bits.
  public func sessionToken(for key: IdempotencyKey) -> String {
    Base64URL.text(secret.code("session-token", key.name))
  }

  /// The code that signs a member in once, asked for with this key: the same whenever it is asked, and
  /// known to nobody without the secret.
  ///
  /// - Parameter key: the key of whoever asks.
  /// - Returns: eight letters and digits that nobody takes for each other, 40 bits.
  public func signInCode(for key: IdempotencyKey) -> String {
    // Crockford's base 32: no I, L, O and U.
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    return String(secret.code("sign-in-code", key.name).prefix(8).map { alphabet[Int($0 & 31)] })
  }

  /// The name of the code that is asked for with this key: the same whenever it is asked, and known to
  /// nobody without the secret.
  ///
  /// - Parameter key: the key of whoever asks.
  /// - Returns: 43 characters of base64url, 256 bits.
  public func codeName(for key: IdempotencyKey) -> String {
    Base64URL.text(secret.code("code-name", key.name))
  }

  /// The six digits of a code: they follow from the store's secret and are kept nowhere.
  ///
  /// - Parameters:
  ///   - code: the hash of the code's name.
  ///   - purpose: what it is for.
  ///   - contact: where it goes, as `Contact.text` writes it.
  /// - Returns: six digits.
  public func codeDigits(
    _ code: TokenHash, for purpose: CodePurpose, at contact: String
  ) -> String {
    let bytes = secret.code(
      "code-digits", Array("\(purpose.rawValue) \(contact) ".utf8) + code.bytes)
    let number = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
    let text = String(number)
    return String(repeating: "0", count: 6 - text.utf8.count) + text
  }

  /// Whether a request with this key has been accepted before, so that sending it again does
  /// nothing. The answer is a hint: nothing of it need be on the disk.
  ///
  /// - Parameter key: the request's key.
  /// - Returns: whether `submit` would only look the earlier outcome up.
  public func remembers(_ key: IdempotencyKey) -> Bool {
    let name = RememberedKey(key, secret).name
    return state.withLock { !$0.keys.records(of: name).isEmpty }
  }

  /// HMAC-SHA256 under the store's secret.
  ///
  /// - Parameters:
  ///   - purpose: keeps the codes of one use from being good for another.
  ///   - bytes: what is authenticated.
  /// - Returns: 32 bytes.
  public func hmac(_ purpose: String, _ bytes: [UInt8]) -> [UInt8] {
    secret.code("use:" + purpose, bytes)
  }

  /// Totals for the public pages, as they are on the disk.
  ///
  /// - Throws: where the store has stopped and the totals are not on the disk.
  public func figures() async throws(StoreError) -> Figures {
    let (figures, head) = state.withLock { state in
      let club = state.club
      var seats: [String: Seats] = [:]
      for event in club.terms.currentEvents {
        seats[event.slug.text] = club.registration.seats(of: event.slug, terms: event)
      }
      var stocks: [String: Stock] = [:]
      for reward in club.terms.currentRewards {
        stocks[reward.slug.text] = club.rewards.stock(of: reward.slug, terms: reward)
      }
      let head = journal.head
      return (
        Figures(
          members: club.membership.current, trialBalance: club.points.trialBalance, seats: seats,
          stocks: stocks,
          head: Head(head), reach: reachableRoutes),
        head
      )
    }
    try await synced(head.sequence)
    return figures
  }

  /// The last record on the disk.
  public var head: Head { Head(journal.durableHead) }

  /// A subscription to what facts on the disk have touched, from now on.
  public func changes() -> Changes { feed.subscribe() }

  /// Waits for the disk: a value that a crash could take back must not be returned.
  private func synced(_ sequence: Int) async throws(StoreError) {
    do {
      try await journal.durable(sequence)
    } catch {
      throw StoreError(stopped: error)
    }
  }
}
