public import CivilTime
import Crypto

/// The signature under what is posted to a gateway, as Standard Webhooks (standardwebhooks.com) wants
/// it: HMAC-SHA256 of `id.timestamp.body`, in base 64, behind `v1,`.
public struct MessageSignature: Sendable {
  private let key: SymmetricKey

  /// The shortest key that is taken, in bytes.
  public static let shortestKey = 24

  /// - Parameter text: the key that both sides know: `whsec_` and base 64, or base 64 alone. Nil where it
  ///   is something else, or shorter than 24 bytes.
  public init?(key text: some StringProtocol) {
    let digits = text.hasPrefix("whsec_") ? text.dropFirst(6) : text[...]
    guard let bytes = Base64.bytes(digits.utf8), bytes.count >= Self.shortestKey else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// The headers that go with a body: the message's name, by which the other side knows what was sent
  /// again, the time in seconds, and the signature.
  ///
  /// - Parameters:
  ///   - id: the message's name.
  ///   - time: when it is posted.
  ///   - body: what is posted.
  /// - Returns: names and values.
  public func headers(
    id: String, time: Instant, body: [UInt8]
  ) -> [(name: String, value: String)] {
    let seconds = "\(time.milliseconds / 1000)"
    var hmac = HMAC<SHA256>(key: key)
    hmac.update(data: Array("\(id).\(seconds).".utf8))
    hmac.update(data: body)
    let code = Array(hmac.finalize())
    return [
      ("webhook-id", id), ("webhook-timestamp", seconds),
      ("webhook-signature", "v1,\(Base64.text(code))"),
    ]
  }
}

/// Base 64 of RFC 4648, section 4, with its padding.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    let text = Base64URL.text(bytes).replacing("-", with: "+").replacing("_", with: "/")
    return text + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
  }

  /// The bytes that a text stands for; nil where it is no base 64. The padding may be left out.
  static func bytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var word: UInt32 = 0
    var bits = 0
    var isPadded = false
    for digit in text {
      if digit == UInt8(ascii: "=") {
        isPadded = true
        continue
      }
      guard !isPadded, let value = alphabet.firstIndex(of: digit) else { return nil }
      word = (word << 6 | UInt32(value)) & 0xFFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
    }
    return bits < 6 ? bytes : nil
  }
}
