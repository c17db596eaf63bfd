/// What makes a request the same request when it is sent again.
public struct IdempotencyKey: Hashable, Sendable {
  /// Within what the key is unique: who sends it.
  public let scope: String
  /// The key that the client has chosen.
  public let key: String
  /// What the request asks, byte for byte, in one spelling: what it is sent to, and its body.
  public let request: [UInt8]

  /// - Parameters:
  ///   - scope: within what the key is unique.
  ///   - key: the key that the client has chosen.
  ///   - request: what the request asks.
  public init(scope: String, key: String, request: [UInt8]) {
    self.scope = scope
    self.key = key
    self.request = request
  }

  var name: [UInt8] { Array(scope.utf8) + [0] + Array(key.utf8) }
}

/// A key as the journal remembers it: two codes of 128 bits that tell nothing without the secret.
struct RememberedKey: Hashable {
  /// The code of scope and key, by which it is looked up.
  let name: KeyCode
  /// The code of what the request asks.
  let request: String

  init(_ key: IdempotencyKey, _ secret: Secret) {
    name = KeyCode(secret.code("idempotency-key", key.name).prefix(16))
    request = Hex.text(secret.code("request", key.request).prefix(16))
  }
}

/// 128 bits of an HMAC.
struct KeyCode: Hashable {
  private let high: UInt64
  private let low: UInt64

  init(_ bytes: some Collection<UInt8>) {
    precondition(bytes.count == 16, "a key's code has 16 bytes")
    high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Reads what `text` writes; nil for anything else.
  init?(hex digits: UnsafeBufferPointer<UInt8>) {
    guard digits.count == 32, let high = Hex.word(digits[..<16]), let low = Hex.word(digits[16...])
    else { return nil }
    self.high = high
    self.low = low
  }

  /// Half of it: good for finding, not for telling keys apart.
  var hash: UInt64 { high }

  /// 32 hexadecimal digits.
  var text: String { Hex.text(KeyCode.bytes(high) + KeyCode.bytes(low)) }

  private static func bytes(_ word: UInt64) -> [UInt8] {
    stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
  }
}
