import CivilTime
import Club
import ClubStore
import Crypto
import Hummingbird
import JSON

/// The name of a representation (RFC 9110 § 8.8.3): the same bytes have the same tag, and no others.
struct EntityTag: Hashable, Sendable {
  /// With its quotes, as it stands in `ETag`.
  let text: String

  init(_ body: [UInt8]) {
    text = "\"\(Hexadecimal.text(Array(SHA256.hash(data: body).prefix(12))))\""
  }

  /// Whether a header of conditions names it.
  ///
  /// - Parameters:
  ///   - header: `If-Match` or `If-None-Match`.
  ///   - request: what is asked.
  ///   - isWeak: whether `W/"…"` counts too, as it does for `If-None-Match` alone.
  /// - Returns: whether this tag, or any by `*`, is among those.
  func isNamed(in header: HTTPFields.Element.Name, of request: Request, isWeak: Bool) -> Bool {
    Self.tags(request, header).contains { tag in
      tag == "*" || tag == text || isWeak && tag == "W/\(text)"
    }
  }

  /// Whether a header of conditions names anything that could be a tag of ours.
  static func isAny(in header: HTTPFields.Element.Name, of request: Request) -> Bool {
    tags(request, header).contains { tag in
      tag == "*" || tag.wholeMatch(of: /"[0-9a-f]{24}"/) != nil
    }
  }

  private static func tags(_ request: Request, _ header: HTTPFields.Element.Name) -> [String] {
    request.headers[values: header].flatMap { $0.split(separator: ",") }.map { tag in
      String(
        tag.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }
          .reversed())
    }
  }
}

/// What a write can be bound to by `If-Match`: the thing that the path names, by the `ETag` that it is
/// read with.
enum TaggedResource: Hashable, Sendable {
  case member
  /// Whoever is signed in.
  case me
  /// The family of whoever is signed in.
  case family
  case event
  case registration
  case reward

  /// What stands there, as its own address answers it; nil where there is nothing that whoever asks may
  /// see. The store asks under its lock, so that nothing comes between the condition and the write.
  func body(for call: Call) throws -> @Sendable (Club, People) -> [UInt8]? {
    let (now, identity) = (call.now, call.identity)
    switch self {
    case .member:
      let number = try call.memberNumber()
      // A member knows the own record, as `/me`, and nobody else's.
      if case .member(let own, _) = identity {
        guard own == number else { throw Problem.noTag }
        return { $0.ownRecord(own, $1, for: call) }
      }
      return { club, people in
        MemberRecord(number, in: club, people, for: call)?.body
      }
    case .me:
      let own = try call.ownNumber()
      return { $0.ownRecord(own, $1, for: call) }
    case .family:
      let own = try call.ownNumber()
      return { FamilyView(of: own, at: now, in: $0, $1).body }
    case .event:
      let slug = try call.eventSlug()
      return { club, _ in
        club.terms.event(slug).map { EventView($0, in: club).body }
      }
    case .registration:
      let id = try call.registrationID()
      return { club, _ in
        guard let found = club.registration.registration(id),
          club.reaches(found.member, by: identity.actor)
        else { return nil }
        if case .member(let own, _) = identity, own != found.member { return nil }
        return RegistrationView(found, in: club).body
      }
    case .reward:
      let slug = try call.rewardSlug()
      return { club, _ in
        club.terms.reward(slug).map { RewardView($0, in: club).body(on: now.day) }
      }
    }
  }
}

extension Club {
  /// What the tag of a member's own page is of: everything on it, but for the texts of its entries, which
  /// never change.
  func ownRecord(_ number: MemberNumber, _ people: People, for call: Call) -> [UInt8]? {
    guard let record = MemberRecord(number, in: self, people, for: call) else { return nil }
    let lines = points.statement(of: number, latest: SessionEndpoints.recentLines).lines
    let marks = JSONWriter.object { json in
      for line in lines {
        json.member("entry", line.entry.id.description)
        json.member("reversedBy", line.entry.reversedBy?.description)
      }
      points.upcomingActivations(of: number).write(to: &json)
      points.upcomingExpiries(of: number).write(to: &json)
      json.key("vouchers")
      VoucherView.all(of: number, in: self).write(to: &json, on: call.now.day) { _ in nil }
    }
    return record.body + marks
  }
}

extension Call {
  /// What must hold for the write to happen, as `If-Match` says it; nil where it says nothing.
  ///
  /// - Throws: `preconditionFailed` where the address names nothing that has a tag.
  func condition() throws -> (@Sendable (Club, People) -> Bool)? {
    guard request.headers.value(of: .ifMatch) != nil else { return nil }
    guard let resource = endpoint.contract.resource else { throw Problem.noTag }
    // What no answer has ever had as its tag holds of nothing, not even of a request that is sent again.
    guard EntityTag.isAny(in: .ifMatch, of: request) else { throw Problem.changed }
    let body = try resource.body(for: self)
    // What is not there is refused by the rules, in their own words.
    return { [request] club, people in
      body(club, people).map {
        EntityTag($0).isNamed(in: .ifMatch, of: request, isWeak: false)
      } ?? true
    }
  }
}

extension Problem {
  static let changed = Problem(
    .preconditionFailed, "它在您看过以后已经变了，什么也没有做。请重新取一次，看过再办。",
    "It has changed since you saw it, and nothing was done. Fetch it anew and look again.")

  fileprivate static let noTag = Problem(
    .preconditionFailed, "这个地址没有ETag，不能带If-Match。",
    "This address has no ETag, so If-Match cannot hold.")
}

extension ClubAPI {
  /// The response of what was read, with its tag: 304 where the client has it already, 412 where it must be one
  /// that it no longer is.
  func addTag(_ body: [UInt8], to response: inout Response, _ call: Call) throws {
    let tag = EntityTag(body)
    if call.request.headers.value(of: .ifMatch) != nil,
      !tag.isNamed(in: .ifMatch, of: call.request, isWeak: false)
    {
      throw Problem.changed
    }
    response.headers[.eTag] = tag.text
    guard tag.isNamed(in: .ifNoneMatch, of: call.request, isWeak: true) else { return }
    response.status = .notModified
    response.body = ResponseBody()
    response.headers[.contentType] = nil
  }
}

extension JSONWriter {
  /// The bytes of one object.
  static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.bytes.reserveCapacity(1024)
    json.object { json in members(&json) }
    return json.bytes
  }
}
