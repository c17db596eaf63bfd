import CivilTime
import Club
import ClubStore
import JSON

/// What would be posted, as staff look it over before they post it.
enum PostingPreview {
  /// The entries, and whether a second person is needed.
  ///
  /// - Parameters:
  ///   - api: the service, which knows what the entries are for.
  ///   - decision: what would happen.
  ///   - member: whose entries alone are shown: what others have is not for every member to see. Nil for
  ///     all of them.
  /// - Returns: the answer, which is a reading of those members where staff ask.
  static func answer(
    _ api: ClubAPI, _ decision: Decision, of member: MemberNumber? = nil
  ) -> Answer {
    let facts = decision.facts + decision.prospect
    let titles = api.store.titles(ofPostingsIn: facts)
    let postings = zip(facts, titles).compactMap { fact, title -> (Posting, title: String?)? in
      guard case .points(.posted(let posting)) = fact else { return nil }
      return member == nil || posting.member == member ? (posting, title) : nil
    }
    return Answer.json { json in
      json.member("needsApproval", !decision.prospect.isEmpty)
      json.key("entries")
      json.array { json in
        for (posting, title) in postings {
          write(posting, title, reason: decision.annex["reason"], to: &json)
        }
      }
      if !decision.caps.isEmpty { decision.caps.write(to: &json) }
    }.showing(Set(postings.map(\.0.member)).sorted())
  }

  private static func write(
    _ posting: Posting, _ title: String?, reason: String?, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("member", posting.member.digits)
      json.member("businessDate", posting.businessDate.iso)
      json.member("account", posting.account.rawValue)
      json.member("before", posting.balance - posting.points)
      json.member("points", posting.points)
      json.member("balance", posting.balance)
      json.member("debt", posting.debt)
      json.member("expires", posting.expires?.iso)
      if let day = posting.activeFrom { json.member("activeFrom", day.iso) }
      json.member("source", posting.source.text)
      json.member("title", title)
      json.member("reference", posting.reference?.text)
      json.member("reason", reason)
      json.member("reverses", posting.reverses?.description)
      if let other = posting.transfer { json.member("transfer", other.digits) }
      posting.earning?.write(to: &json)
    }
  }
}
