/// A number that tells texts apart: equal texts have the same, and two texts of one file have the
/// same by an accident of 1 in 2^64. It is no defence against somebody who looks for two.
///
/// Sixteen bytes a step are folded by a multiplication of 64 × 64 bits, as in wyhash (Wang Yi, 2019);
/// several bytes a nanosecond. It depends on nothing but the bytes, so it may be kept in files.
public struct Digest64: Hashable, Sendable {
  /// The number.
  public let value: UInt64

  /// - Parameter value: a number that was a digest's before.
  public init(value: UInt64) { self.value = value }

  /// The digest of some bytes.
  public init(of bytes: UnsafeRawBufferPointer) {
    var state = Self.first ^ UInt64(bytes.count)
    var offset = 0
    while offset + 16 <= bytes.count {
      state = Self.folded(
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian ^ Self.second,
        bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).littleEndian ^ state)
      offset += 16
    }
    var last: (UInt64, UInt64) = (0, 0)
    if offset < bytes.count {
      withUnsafeMutableBytes(of: &last) { last in
        last.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset...]))
      }
    }
    state = Self.folded(last.0.littleEndian ^ Self.second, last.1.littleEndian ^ state)
    value = Self.folded(state ^ Self.third, Self.first)
  }

  /// The digest of some bytes.
  public init(of bytes: some Collection<UInt8>) {
    self =
      bytes.withContiguousStorageIfAvailable { Digest64(of: UnsafeRawBufferPointer($0)) }
      ?? Array(bytes).withUnsafeBytes { Digest64(of: $0) }
  }

  /// The fractions of the square roots of 2, 3 and 5 in binary.
  private static let first: UInt64 = 0x6A09_E667_F3BC_C909
  private static let second: UInt64 = 0xBB67_AE85_84CA_A73B
  private static let third: UInt64 = 0x3C6E_F372_FE94_F82B

  private static func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}
