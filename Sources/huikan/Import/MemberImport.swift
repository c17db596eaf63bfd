import Club
import ClubStore
import JSON

/// Signs up the rows of a sheet, in the process that holds the store.
struct MemberImport {
  /// What became of a row, or what would.
  enum Verdict: Hashable {
    /// Would be signed up.
    case new
    /// Is signed up now.
    case added(MemberNumber)
    /// The contact is a member's of the same name, and confirmed: nothing is left to do.
    case already(MemberNumber)
    /// Cannot be signed up.
    case mistake(column: Int, reason: String)
  }

  let store: ClubStore

  /// Looks every row up in the club; changes nothing.
  func judge(_ rows: [MemberSheet.Row]) async throws -> [Verdict] {
    let known = try await store.read { club, people in
      rows.map { verdict(on: $0, club, people) }
    }
    var verdicts: [Verdict] = []
    for (row, known) in zip(rows, known) {
      if let known {
        verdicts.append(known)
      } else {
        verdicts.append(try await judge(row))
      }
    }
    return verdicts
  }

  private func judge(_ row: MemberSheet.Row) async throws -> Verdict {
    do {
      _ = try await store.preview(row.command, by: .system)
      return .new
    } catch .rejected(let rejection) {
      return Self.mistake(rejection, row)
    }
  }

  /// Signs up every row that is new; the disk takes many at a time.
  func add(_ rows: [MemberSheet.Row]) async throws -> [Verdict] {
    var verdicts = try await judge(rows)
    let new = verdicts.indices.filter { verdicts[$0] == .new }
    try await withThrowingTaskGroup(of: (Int, Verdict).self) { group in
      var waiting = new[...]
      for index in waiting.prefix(64) { group.addTask { (index, try await add(rows[index])) } }
      waiting = waiting.dropFirst(64)
      while let (index, verdict) = try await group.next() {
        verdicts[index] = verdict
        if let next = waiting.popFirst() { group.addTask { (next, try await add(rows[next])) } }
      }
    }
    return verdicts
  }

  private func add(_ row: MemberSheet.Row) async throws -> Verdict {
    do {
      let outcome = try await store.submit(row.command, by: .system)
      for case .membership(.joined(let member, _, _)) in outcome.facts { return .added(member) }
      throw CommandFailure("the store added nobody for line \(row.line)")
    } catch SubmissionError.rejected(let rejection) {
      return Self.mistake(rejection, row)
    }
  }

  private func verdict(on row: MemberSheet.Row, _ club: Club, _ people: People) -> Verdict? {
    let phone = row.phone.flatMap { people.members(withContact: $0.text, in: club).first }
    let email = row.email.flatMap { people.members(withContact: $0.text, in: club).first }
    guard let holder = phone ?? email else { return nil }
    let column = phone == nil ? row.emailColumn : row.phoneColumn
    if let phone, let email, phone != email {
      return .mistake(
        column: column, reason: "phone and e-mail are two members', \(phone) and \(email)")
    }
    // Anybody can have typed it on the site, under any name.
    let membership = club.membership
    guard
      phone != nil && membership.isConfirmed(holder, .phone)
        || email != nil && membership.isConfirmed(holder, .email)
    else {
      return .mistake(
        column: column,
        reason: "member \(holder) has joined on the site with this contact, which is not confirmed;"
          + " let the desk make sure whose it is first, or leave the row out")
    }
    return people.name(of: holder) == row.name.text
      ? .already(holder)
      : .mistake(column: column, reason: "the contact is member \(holder)'s, who has another name")
  }

  private static func mistake(_ rejection: Rejection, _ row: MemberSheet.Row) -> Verdict {
    let reason =
      switch rejection {
      case .membership(.unknownConsent(_, let known)):
        "no consent of this version was ever adopted; these were: "
          + known.map(\.text).joined(separator: ", ")
      case .membership(.outdatedConsent(let current)):
        "who joins by the website agrees to the consent of today, \(current.text)"
      case .membership(.noConsentAdopted):
        "no consent has been adopted yet; start huikan serve once, with consent in club.yml"
      case .membership(.duplicateContact):
        "somebody with this contact has joined meanwhile"
      default: "the club refuses: \(rejection.code)"
      }
    return .mistake(column: 1, reason: reason)
  }
}

extension MemberSheet.Row {
  var command: Command {
    .membership(
      .signUp(
        SignUp(channel: channel, consent: consent, name: name, phone: phone, email: email)))
  }
}
