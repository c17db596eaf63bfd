public import CivilTime
public import Club
import JSON

/// That somebody of the staff has read about members.
public struct Reading: Hashable, Sendable {
  /// When.
  public let time: Instant
  /// Who, as a staff number.
  public let staff: Int
  /// As what: `clerk`.
  public let role: String
  /// By which endpoint: `GET /api/v1/members/{number}`.
  public let endpoint: String
  /// About whom, as twelve digits each; none where a search has found nobody.
  public let members: [String]

  /// - Parameters:
  ///   - time: when.
  ///   - staff: who.
  ///   - endpoint: method and path with its parameters in braces.
  ///   - members: about whom.
  public init(time: Instant, by staff: StaffIdentity, endpoint: String, members: [MemberNumber]) {
    self.time = time
    self.staff = staff.id.number
    role = staff.role.rawValue
    self.endpoint = endpoint
    self.members = members.map(\.digits)
  }

  private init(time: Instant, staff: Int, role: String, endpoint: String, members: [String]) {
    self.time = time
    self.staff = staff
    self.role = role
    self.endpoint = endpoint
    self.members = members
  }

  /// Reads what `line` writes; nil where it is not that.
  init?(line: ArraySlice<UInt8>) {
    guard let json = try? JSONValue.parse(line), let time = json["time"]?.int,
      let staff = json["staff"]?.int, let role = json["role"]?.string,
      let endpoint = json["endpoint"]?.string, let members = json["members"]?.elements
    else { return nil }
    self.time = Instant(milliseconds: Int64(time))
    self.staff = staff
    self.role = role
    self.endpoint = endpoint
    self.members = members.compactMap(\.string)
  }

  /// As much of it as is about certain members; nil where none of it is. What was about nobody, a search
  /// that found nobody, stays what it is.
  func about(_ isMeant: ((String) -> Bool)?) -> Reading? {
    guard let isMeant, !members.isEmpty else { return self }
    let meant = members.filter(isMeant)
    return meant.isEmpty
      ? nil : Reading(time: time, staff: staff, role: role, endpoint: endpoint, members: meant)
  }

  /// One line of the log, with its end.
  var line: [UInt8] {
    var json = JSONWriter()
    json.bytes.reserveCapacity(192)
    json.object { json in
      json.key("time")
      json.int(time.milliseconds)
      json.key("staff")
      json.int(staff)
      json.key("role")
      json.string(role)
      json.key("endpoint")
      json.string(endpoint)
      json.key("members")
      json.array { json in for member in members { json.string(member) } }
    }
    return json.bytes + [0x0A]
  }
}
