import Crypto

/// The part of an asset's name that changes with its bytes, so that browsers may keep it for ever.
enum ContentHash {
  /// The first ten hexadecimal digits of SHA-256: 40 bits, so that two of ten thousand assets of the
  /// same name meet once in twenty thousand sites.
  static func short(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in hash.finalize().prefix(5) {
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `theme.css` → `theme-3f9a0c2b11.css`.
  static func name(_ file: String, of bytes: [UInt8]) -> String {
    let nameStart = file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex
    guard let dot = file[nameStart...].lastIndex(of: "."), dot > nameStart else {
      return "\(file)-\(short(bytes))"
    }
    return "\(file[..<dot])-\(short(bytes))\(file[dot...])"
  }
}
