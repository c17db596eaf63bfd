import Club
import JSON

extension FactCoding {
  static func write(_ fact: ProfileFact, _ json: inout JSONWriter) {
    switch fact {
    case .set(let member, let profile):
      json.member("type", "profile.set")
      json.member("member", member.digits)
      json.member("homes", profile.homes)
      if let region = profile.region { json.member("region", region.text) }
      if !profile.segments.isEmpty { write(profile.segments, "segments", &json) }
    }
  }

  static func readProfile(_ reader: inout FactReader) throws(JSONError) -> ProfileFact? {
    guard reader.type == "profile.set" else { return nil }
    return .set(
      member: try reader.read("member", FactValue.member),
      Profile(
        homes: try reader.read("homes", FactValue.integer),
        region: try reader.readIfThere("region", FactValue.code),
        segments: try reader.readIfThere("segments", codes) ?? []))
  }

  /// Writes the regions or the segments of a club.
  static func write(_ tags: [MemberTag], _ key: StaticString, _ json: inout JSONWriter) {
    json.key(key)
    json.array { json in
      for tag in tags {
        json.object { json in
          json.member("code", tag.code.text)
          json.member("title", tag.title)
        }
      }
    }
  }

  static func tags(_ json: inout JSONScanner) throws(JSONError) -> [MemberTag] {
    var tags: [MemberTag] = []
    try json.beginArray()
    while try json.nextElement() {
      var reader = try ObjectReader(json, name: "tag")
      tags.append(
        MemberTag(
          code: try reader.read("code", FactValue.code),
          title: try reader.read("title", FactValue.text)))
      json = try reader.end()
    }
    return tags
  }
}
