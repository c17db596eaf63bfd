import Club
import ClubStore
import Hummingbird
import JSON

/// What the desk needs beside members and points: signing in, the rules, the day.
enum DeskEndpoints {
  static let all: [Endpoint] = [
    // Not for staff, so that a cookie whose token was revoked cannot stand in the way of a new one.
    .json(
      .post, "/desk/session", [.visitor, .member], effect: .nothing, DeskContract.signIn, signIn),
    .json(.get, "/desk/session", .colleagues, DeskContract.show, show),
    .json(.delete, "/desk/session", .colleagues, effect: .nothing, DeskContract.signOut, signOut),
    .json(.get, "/desk/rules", [.clerk, .manager, .auditor, .editor], DeskContract.rules, rules),
    .json(.get, "/desk/today", .staff, DeskContract.today, DeskToday.show),
  ]

  @Sendable
  private static func signIn(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    if let seconds = api.deskSignIns.count(api.address(of: call), at: call.now) {
      let wait = Words(waitingFor: seconds)
      throw Problem(
        waiting: seconds, "登录太频繁，请\(wait.chinese)后再试。",
        "Too many have tried to sign in from here. Try again in \(wait.english).")
    }
    var fields = try call.fields()
    let token = fields.required("token") { text in
      // What a cookie may hold; every token is made of it.
      let isFit = text.wholeMatch(of: /[A-Za-z0-9_-]{1,200}/) != nil
      return isFit ? text : nil
    }
    try fields.finish()
    guard let token, let staff = api.store.staff(byTokenHash: ClubStore.tokenHash(token)) else {
      throw Problem.invalidToken
    }
    return answer(staff).setting(SessionCookie.desk(api.configuration).setting(token))
  }

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    guard case .staff(let staff) = call.identity else { throw Problem.unreadable }
    return answer(staff)
  }

  @Sendable
  private static func signOut(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    Answer.noContent.setting(SessionCookie.desk(api.configuration).clearing)
  }

  private static func answer(_ staff: StaffIdentity) -> Answer {
    Answer.json { json in
      json.member("actor", staff.actor.text)
      json.member("name", staff.name)
      json.member("role", staff.role.rawValue)
      json.key("regions")
      json.array { json in
        for region in staff.regions { json.string(region.text) }
      }
      json.key("may")
      json.array { json in
        for ability in abilities(of: .staff(staff)) { json.string(ability) }
      }
    }
  }

  /// What the endpoints let somebody do, so that there is one table of permissions.
  private static func abilities(of identity: Identity) -> [String] {
    let acts = [
      ("award", "/members/{number}/points"), ("spend", "/members/{number}/points"),
      ("reverse", "/points/{entry}/reversal"), ("sign-up", "/members"),
      ("approve", "/points/requests/{request}/approval"),
      ("refuse", "/points/requests/{request}/refusal"),
      ("sign-in-code", "/members/{number}/sign-in-code"),
      ("redeem", "/rewards/{slug}/vouchers"), ("use-voucher", "/vouchers/use"),
      ("cancel-voucher", "/vouchers/{voucher}/cancellation"),
      ("check-in", "/events/{slug}/check-ins"),
      ("refer", "/members/{number}/referral"), ("note", "/members/{number}/profile"),
      ("change-contact", "/members/{number}/contact"),
      ("transfer", "/members/{number}/transfers"), ("leave", "/members/{number}/leaving"),
    ]
    let allowed = acts.filter { _, path in
      Rooms.endpoints.contains { endpoint in
        endpoint.method == .post && endpoint.path == "/api/v1" + path
          && endpoint.access.contains(identity.party)
      }
    }
    return allowed.map(\.0) + (identity.party == .manager ? ["allow-debt"] : [])
  }

  @Sendable
  private static func rules(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let (rules, consents) = try await api.store.read { club, _ in
      (club.terms.rules, club.terms.consents)
    }
    return Answer.json { json in
      json.key("pointRules")
      json.array { json in
        for rule in rules.pointRules {
          json.object { json in
            json.member("code", rule.code.text)
            json.member("title", rule.title)
            json.member("points", rule.points?.points)
            if let per = rule.per { json.member("perFen", per.fen) }
            if rule.isAutomatic { json.member("automatic", true) }
            json.key("needs")
            json.array { json in
              for need in rule.needs.map(\.field).sorted() { json.string(need) }
            }
          }
        }
      }
      json.member("approvalAbove", rules.approval.above?.points)
      json.member("consent", rules.consent?.text)
      json.key("consents")
      json.array { json in
        for consent in consents { json.string(consent.text) }
      }
      for (name, tags) in [("regions", rules.regions), ("segments", rules.segments)] {
        json.key(escaping: name)
        json.array { json in
          for tag in tags {
            json.object { json in
              json.member("code", tag.code.text)
              json.member("title", tag.title)
            }
          }
        }
      }
    }
  }
}
