import Annex
import CivilTime
import Club
import JSON
import Journal

/// A contact that is no member's yet, kept for as long as a code is on its way to it, and no longer.
struct OutboxAddress: Hashable, Sendable {
  /// The hash of the code's name.
  let code: TokenHash
  /// A telephone in its international form, or an e-mail address.
  let contact: String
  /// When the code is good no longer.
  let expires: Instant

  /// The line in the outbox's file: in clear where the annex is, otherwise under the same key.
  func line(_ sealing: AnnexSealing?) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("code", code.hex)
      if let sealing {
        json.member("key", sealing.key)
        json.member(
          "sealed", Hex.text(sealing.seal(Array(contact.utf8), OutboxAddress.context(code))))
      } else {
        json.member("to", contact)
      }
      json.member("expires", expires.milliseconds)
    }
    return json.bytes + [0x0A]
  }

  init(code: TokenHash, contact: String, expires: Instant) {
    self.code = code
    self.contact = contact
    self.expires = expires
  }

  /// Reads what `line` writes; nil for anything else.
  ///
  /// - Throws: where the key is another one.
  init?(_ value: JSONValue, _ sealing: AnnexSealing?, at place: String) throws(StoreError) {
    guard let code = value["code"]?.string.flatMap({ TokenHash(hex: $0) }),
      let time = value["expires"]?.int
    else { return nil }
    let expires = Instant(milliseconds: Int64(time))
    if let contact = value["to"]?.string {
      self.init(code: code, contact: contact, expires: expires)
      return
    }
    guard let sealed = value["sealed"]?.string.flatMap({ Hex.bytes($0.utf8) }) else { return nil }
    guard let sealing, let bytes = sealing.open(sealed, OutboxAddress.context(code)),
      let contact = String(validating: bytes, as: UTF8.self)
    else {
      throw StoreError(
        description: "\(place): a contact is sealed with another key of people than the one given.")
    }
    self.init(code: code, contact: contact, expires: expires)
  }

  /// A line can be moved to no other code.
  private static func context(_ code: TokenHash) -> [UInt8] { Array("outbox:\(code.hex)".utf8) }
}
