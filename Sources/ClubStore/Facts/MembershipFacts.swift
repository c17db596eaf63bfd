import CivilTime
import Club
import JSON

extension FactCoding {
  static func write(_ fact: MembershipFact, _ json: inout JSONWriter) {
    switch fact {
    case .joined(let member, let channel, let consent):
      json.member("type", "membership.joined")
      json.member("member", member.digits)
      json.member("channel", channel.rawValue)
      json.member("consent", consent.text)
    case .sessionOpened(let member, let tokenHash, let expires):
      json.member("type", "membership.session-opened")
      json.member("member", member.digits)
      json.member("token", tokenHash.hex)
      json.member("expires", expires.milliseconds)
    case .sessionClosed(let member, let tokenHash):
      json.member("type", "membership.session-closed")
      json.member("member", member.digits)
      json.member("token", tokenHash.hex)
    case .signInGranted(let member, let code, let expires):
      json.member("type", "membership.sign-in-granted")
      json.member("member", member.digits)
      json.member("code", code.hex)
      json.member("expires", expires.milliseconds)
    case .signInUsed(let member, let code):
      json.member("type", "membership.sign-in-used")
      json.member("member", member.digits)
      json.member("code", code.hex)
    case .codeAsked(let code, let purpose, let member, let route, let expires):
      json.member("type", "membership.code-asked")
      json.member("code", code.hex)
      json.member("for", purpose.rawValue)
      if let member { json.member("member", member.digits) }
      json.member("by", route.rawValue)
      json.member("expires", expires.milliseconds)
    case .codeUsed(let code, let member):
      json.member("type", "membership.code-used")
      json.member("code", code.hex)
      if let member { json.member("member", member.digits) }
    case .guardianNamed(let member, let guardian):
      json.member("type", "membership.guardian-named")
      json.member("member", member.digits)
      json.member("guardian", guardian.digits)
    case .referred(let member, let referrer):
      json.member("type", "membership.referred")
      json.member("member", member.digits)
      json.member("by", referrer.digits)
    case .contactUnconfirmed(let member, let route):
      json.member("type", "membership.contact-unconfirmed")
      json.member("member", member.digits)
      json.member("contact", route.rawValue)
    case .contactChanged(let member, let route):
      json.member("type", "membership.contact-changed")
      json.member("member", member.digits)
      json.member("contact", route.rawValue)
    case .left(let member):
      json.member("type", "membership.left")
      json.member("member", member.digits)
    }
  }

  static func readMembership(_ reader: inout FactReader) throws(JSONError) -> MembershipFact? {
    switch reader.type {
    case "membership.joined":
      .joined(
        member: try reader.read("member", FactValue.member),
        channel: try reader.read("channel", FactValue.word),
        consent: try reader.read("consent", FactValue.code))
    case "membership.session-opened":
      .sessionOpened(
        member: try reader.read("member", FactValue.member),
        tokenHash: try reader.read("token", FactValue.tokenHash),
        expires: try reader.read("expires", FactValue.instant))
    case "membership.session-closed":
      .sessionClosed(
        member: try reader.read("member", FactValue.member),
        tokenHash: try reader.read("token", FactValue.tokenHash))
    case "membership.sign-in-granted":
      .signInGranted(
        member: try reader.read("member", FactValue.member),
        code: try reader.read("code", FactValue.tokenHash),
        expires: try reader.read("expires", FactValue.instant))
    case "membership.sign-in-used":
      .signInUsed(
        member: try reader.read("member", FactValue.member),
        code: try reader.read("code", FactValue.tokenHash))
    case "membership.code-asked":
      .codeAsked(
        try reader.read("code", FactValue.tokenHash),
        purpose: try reader.read("for", FactValue.word),
        member: try reader.readIfThere("member", FactValue.member),
        by: try reader.read("by", FactValue.word),
        expires: try reader.read("expires", FactValue.instant))
    case "membership.code-used":
      .codeUsed(
        try reader.read("code", FactValue.tokenHash),
        member: try reader.readIfThere("member", FactValue.member))
    case "membership.guardian-named":
      .guardianNamed(
        member: try reader.read("member", FactValue.member),
        guardian: try reader.read("guardian", FactValue.member))
    case "membership.referred":
      .referred(
        member: try reader.read("member", FactValue.member),
        by: try reader.read("by", FactValue.member))
    case "membership.contact-unconfirmed":
      .contactUnconfirmed(
        member: try reader.read("member", FactValue.member),
        try reader.read("contact", FactValue.word))
    case "membership.contact-changed":
      .contactChanged(
        member: try reader.read("member", FactValue.member),
        try reader.read("contact", FactValue.word))
    case "membership.left":
      .left(member: try reader.read("member", FactValue.member))
    default: nil
    }
  }
}
