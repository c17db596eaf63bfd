import Club
import JSON

/// Rows and verdicts as they cross the control socket.
extension MemberSheet.Row {
  var json: JSONValue {
    [
      "line": .int(Int64(line)), "name": .string(name.text),
      "phone": phone.map { .string($0.text) } ?? .null,
      "email": email.map { .string($0.text) } ?? .null,
      "channel": .string(channel.rawValue), "consent": .string(consent.text),
      "columns": [.int(Int64(phoneColumn)), .int(Int64(emailColumn))],
    ]
  }

  /// Reads what `json` writes; nil for anything else.
  init?(json: JSONValue) {
    guard let line = json["line"]?.int, let name = json["name"]?.string.flatMap({ PersonName($0) }),
      let channel = json["channel"]?.string.flatMap(JoiningChannel.init),
      let consent = json["consent"]?.string.flatMap({ Code($0) }),
      let phoneColumn = json["columns"]?[0]?.int, let emailColumn = json["columns"]?[1]?.int
    else { return nil }
    self.init(
      line: line, name: name, phone: json["phone"]?.string.flatMap { Phone($0) },
      email: json["email"]?.string.flatMap { Email($0) }, channel: channel, consent: consent,
      phoneColumn: phoneColumn, emailColumn: emailColumn)
  }
}

extension MemberImport.Verdict {
  var json: JSONValue {
    switch self {
    case .new: ["verdict": "new"]
    case .added(let member): ["verdict": "added", "member": .string(member.digits)]
    case .already(let member): ["verdict": "already", "member": .string(member.digits)]
    case .mistake(let column, let reason):
      ["verdict": "mistake", "column": .int(Int64(column)), "reason": .string(reason)]
    }
  }

  /// Reads what `json` writes; nil for anything else.
  init?(json: JSONValue) {
    let member = json["member"]?.string.flatMap { MemberNumber($0) }
    switch (json["verdict"]?.string, member) {
    case ("new", _): self = .new
    case ("added", let member?): self = .added(member)
    case ("already", let member?): self = .already(member)
    case ("mistake", _):
      guard let column = json["column"]?.int, let reason = json["reason"]?.string else {
        return nil
      }
      self = .mistake(column: column, reason: reason)
    default: return nil
    }
  }
}
