import Club
import ClubStore
import Hummingbird
import JSON

/// Where a collection goes on, as a text that means nothing to whoever carries it.
///
/// It is bound to the endpoint and to the filters it was given for, so that it cannot be made
/// elsewhere, altered, or used for another question.
enum Cursor {
  /// The member by which a page leads to the next.
  static let property = Property(
    "next", .nullable(.anyText), "下一页，作after传回；没有了为null",
    "The next page, to be sent back as `after`; null where there is none")
}

extension Call {
  /// The place that the parameter `after` leads to; nil where it was left out.
  ///
  /// - Throws: `invalidRequest` where it was not given for this question.
  func cursor(_ api: ClubAPI) throws -> String? {
    try query("after") { text in
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, let place = Hexadecimal.bytes(parts[0]),
        let decoded = String(validating: place, as: UTF8.self),
        TokenComparison.isEqual(Array(cursor(at: decoded, api).utf8), Array(text.utf8))
      else { return nil }
      return decoded
    }
  }

  /// The text that leads to a place.
  func cursor(at place: String, _ api: ClubAPI) -> String {
    var json = JSONWriter()
    json.array { json in
      json.string(endpoint.path)
      json.string(identity.actor.text)
      for parameter in endpoint.parameters { json.string(spelling(of: parameter) ?? "") }
      for (name, value) in query.sorted(by: { $0.key < $1.key })
      where name != "after" && name != "limit" {
        json.string(name)
        json.string(value)
      }
      json.string(place)
    }
    let proof = Hexadecimal.text(Array(api.store.hmac("cursor", json.bytes).prefix(16)))
    return "\(Hexadecimal.text(Array(place.utf8))).\(proof)"
  }
}

/// Compares secrets.
enum TokenComparison {
  /// Takes the same time wherever the first difference is.
  static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
