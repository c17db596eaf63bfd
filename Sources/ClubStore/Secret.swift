import Crypto
import Disk

/// The store's own secret, for hashes that only this store can make.
///
/// It stands in `secret.key`, 64 hexadecimal digits that its owner alone can read, made once. It is
/// needed to recognise requests that are sent again and forms that were handed out; no fact depends
/// on it.
struct Secret: Sendable {
  /// Keyed and fed nothing yet; every code begins with a copy.
  private let keyed: HMAC<SHA256>

  static let byteCount = 32

  init(_ bytes: [UInt8]) { keyed = HMAC(key: SymmetricKey(data: bytes)) }

  /// Reads the secret of a store, or makes one where it is new: where it has no records yet, or whoever starts
  /// it has said that a lost secret is to be replaced.
  static func open(
    in directory: String, isNew: Bool, fileSystem: any FileSystem,
    random: @Sendable (Int) -> [UInt8]
  ) throws(StoreError) -> Secret {
    let path = "\(directory)/secret.key"
    let text: [UInt8]?
    do {
      let isThere = try fileSystem.list(directory).contains("secret.key")
      text = isThere ? try fileSystem.contents(of: path) : nil
    } catch {
      throw StoreError(error)
    }
    if let text, !text.isEmpty {
      guard let bytes = Hex.bytes(text.prefix { $0 > 0x20 }), bytes.count == byteCount else {
        throw .secretUnreadable(path)
      }
      return Secret(bytes)
    }
    guard isNew else { throw .secretMissing(path, isEmpty: text != nil) }
    let bytes = random(byteCount)
    do {
      try fileSystem.replace(path, in: directory, with: Array(Hex.text(bytes).utf8) + [0x0A])
    } catch {
      throw StoreError(error)
    }
    return Secret(bytes)
  }

  /// HMAC-SHA256 of `bytes` for one purpose; the same bytes for another purpose hash differently.
  func code(_ purpose: String, _ bytes: [UInt8]) -> [UInt8] {
    var hmac = keyed
    hmac.update(data: Array(purpose.utf8) + [0] + bytes)
    return hmac.finalize().withUnsafeBytes { Array($0) }
  }
}

/// Lower-case hexadecimal digits.
enum Hex {
  static func text(_ bytes: some Collection<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      for (index, byte) in bytes.enumerated() {
        buffer[index * 2] = digits[Int(byte >> 4)]
        buffer[index * 2 + 1] = digits[Int(byte & 15)]
      }
      return bytes.count * 2
    }
  }

  /// The number that at most 16 digits write; nil where one is no digit.
  static func word(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64? {
    var word: UInt64 = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: word = word << 4 | UInt64(digit - 0x30)
      case 0x61...0x66: word = word << 4 | UInt64(digit - 0x57)
      default: return nil
      }
    }
    return word
  }

  static func bytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x57
      default: return nil
      }
      if index.isMultiple(of: 2) { bytes.append(value << 4) } else { bytes[index / 2] |= value }
    }
    return bytes
  }
}
