/// Base64 with the alphabet for URLs and without padding (RFC 4648, section 5).
enum Base64URL {
  static func text(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 6 {
        count -= 6
        text.append(alphabet[Int(bits >> count & 63)])
      }
    }
    if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }
}

extension ClubStore {
  /// A secret that nobody can guess, for whoever is to be known by it.
  ///
  /// - Returns: 43 characters of base64url, 256 random bits.
  public static func randomToken() -> String { Base64URL.text(systemRandom(32)) }
}
