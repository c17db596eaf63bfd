import CivilTime
import Club
import ClubStore
import JSON

/// What would be posted, as staff look it over before they post it.
enum PostingPreview {
  static func answer(_ decision: Decision) -> Answer {
    Answer.json { json in
      json.member("needsApproval", !decision.prospect.isEmpty)
      json.key("entries")
      json.array { json in
        for case .points(.posted(let posting)) in decision.facts + decision.prospect {
          write(posting, reason: decision.annex["reason"], to: &json)
        }
      }
      if !decision.caps.isEmpty { decision.caps.write(to: &json) }
    }
  }

  private static func write(_ posting: Posting, reason: String?, to json: inout JSONWriter) {
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
      json.member("reference", posting.reference?.text)
      json.member("reason", reason)
      json.member("reverses", posting.reverses?.description)
      if let other = posting.transfer { json.member("transfer", other.digits) }
      posting.earning?.write(to: &json)
    }
  }
}
