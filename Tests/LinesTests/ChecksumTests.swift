import Lines
import Testing

@testable import Simulation

@Suite("Checksums and hashes")
struct ChecksumTests {
  @Test(
    "the CRC-32C is that of RFC 3720",
    arguments: [
      (Array("123456789".utf8), 0xE306_9283),
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
      (Array(0..<32), 0x46DD_794E),
      (Array((0..<32).reversed()), 0x113F_DB5C),
      ([], 0),
    ] as [([UInt8], UInt32)])
  func crc(bytes: [UInt8], expected: UInt32) {
    #expect(bytes.withUnsafeBytes { CRC32C.checksum($0) } == expected)
    #expect(bytes.withUnsafeBytes { CRC32C.checksumByTables($0) } == expected)
  }

  @Test("the CRC-32C does not depend on alignment and length")
  func crcBitByBit() {
    var generator = SplitMix(state: 1)
    for length in 0..<70 {
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      var slow: UInt32 = ~0
      for byte in bytes {
        slow ^= UInt32(byte)
        for _ in 0..<8 { slow = slow & 1 == 1 ? slow >> 1 ^ 0x82F6_3B78 : slow >> 1 }
      }
      let shifted = [7] + bytes
      shifted.withUnsafeBytes { bytes in
        let bytes = UnsafeRawBufferPointer(rebasing: bytes[1...])
        #expect(CRC32C.checksum(bytes) == ~slow)
        #expect(CRC32C.checksumByTables(bytes) == ~slow, "where there is no instruction for it")
      }
    }
  }

  @Test("a digest is read from what it is written as, and from nothing else")
  func digest() {
    let bytes = (0..<32).map { UInt8($0 * 7) }
    let digest = bytes.withUnsafeBytes { Hash256($0) }
    #expect(Hash256(hex: digest.description) == digest)
    #expect(digest.bytes == bytes)
    #expect(Hash256(hex: String(digest.description.dropLast())) == nil)
    #expect(Hash256(hex: digest.description.uppercased()) == nil)
    #expect(Hash256.zero.description == String(repeating: "0", count: 64))
  }
}
