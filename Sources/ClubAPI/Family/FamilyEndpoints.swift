import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON

/// Families, by consent of both, and points from one member of them to another.
enum FamilyEndpoints {
  static let all: [Endpoint] = [
    .json(.get, "/me/family", [.member], FamilyContract.show, show),
    .json(.post, "/me/family/invitations", [.member], FamilyContract.invite, invite),
    .json(.post, "/me/family/acceptance", [.member], FamilyContract.accept, accept),
    .json(.post, "/me/family/refusal", [.member], FamilyContract.decline, decline),
    .json(.post, "/me/family/leaving", [.member], FamilyContract.leave, leave),
    .json(
      .post, "/members/{number}/transfers", [.member, .clerk, .manager],
      effect: .writesOrPreviews, FamilyContract.transfer, transfer),
  ]

  @Sendable
  private static func show(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let own = try call.ownNumber()
    let view = try await api.family(of: own, at: call.now)
    let part = try call.part(of: view.invitations, api, place: \.place)
    return Answer.json { json in
      view.writeMembers(to: &json, invitations: part.elements)
      view.writeAsked(to: &json)
      json.member("next", part.next)
    }.tagged(view.body)
  }

  @Sendable
  private static func invite(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let (own, other) = try parties(call)
    _ = try await api.submit(.family(.invite(other, by: own)), call)
    return Answer.json(201) { json in json.member("member", other.digits) }
  }

  @Sendable
  private static func accept(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let (own, other) = try parties(call)
    _ = try await api.submit(.family(.accept(other, of: own)), call)
    let view = try await api.family(of: own, at: call.now)
    return Answer.json(201) { json in view.writeMembers(to: &json) }
  }

  /// Whoever was asked names who asked; whoever asked names whom.
  @Sendable
  private static func decline(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let (own, other) = try parties(call)
    let wasAsked = try await api.store.read { club, _ in
      club.families.invitations(of: own, at: call.now).contains { $0.by == other }
    }
    _ = try await api.submit(
      .family(wasAsked ? .decline(other, of: own) : .decline(own, of: other)), call)
    return Answer.json { json in json.member("member", other.digits) }
  }

  @Sendable
  private static func leave(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    var fields = try call.fields()
    let own = try behalf(&fields, call)
    try fields.finish()
    _ = try await api.submit(.family(.leave(own)), call)
    return Answer.json { json in json.member("member", own.digits) }
  }

  /// For whom, and who the other one is.
  private static func parties(_ call: Call) throws -> (own: MemberNumber, other: MemberNumber) {
    var fields = try call.fields()
    let other = fields.required("member") { MemberNumber($0) }
    let own = try behalf(&fields, call)
    try fields.finish()
    guard let other else { throw Problem.unreadable }
    return (own, other)
  }

  private static func behalf(_ fields: inout FieldReader, _ call: Call) throws -> MemberNumber {
    let own = try call.ownNumber()
    return fields.optional("for") { MemberNumber($0) } ?? own
  }

  @Sendable
  private static func transfer(_ api: ClubAPI, _ call: Call) async throws -> Answer {
    let giver = try call.memberNumber()
    var fields = try call.fields()
    let receiver = fields.required("to") { MemberNumber($0) }
    let amount = fields.requiredInteger("points") { Amount($0) }
    let reason = fields.optional("reason") { Reason($0) }
    try fields.finish()
    guard let receiver, let amount else { throw Problem.unreadable }
    let command = Command.family(
      .transfer(Transfer(giver: giver, receiver: receiver, amount: amount, reason: reason)))
    if call.isPreview {
      var shown: MemberNumber?
      if case .member = call.identity { shown = giver }
      return PostingPreview.answer(api, try await api.preview(command, call), of: shown)
    }
    let outcome = try await api.submit(command, call)
    let entries = outcome.facts.enumerated().compactMap { index, fact -> (EntryID, Posting)? in
      guard case .points(.posted(let posting)) = fact, posting.account == .transferred else {
        return nil
      }
      return (EntryID(outcome.position(of: index)), posting)
    }
    guard let balance = entries.last(where: { $0.1.member == giver })?.1.balance else {
      throw Problem.unreadable
    }
    return Answer.json(201) { json in
      json.member("member", giver.digits)
      json.member("to", receiver.digits)
      json.member("points", amount.points)
      json.member("balance", balance)
      json.key("entries")
      json.array { json in
        for (id, _) in entries { json.string(id.description) }
      }
    }
  }
}
