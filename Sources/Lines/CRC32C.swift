import CCRC32C

/// The checksum of every line: CRC-32C (Castagnoli), as in RFC 3720, appendix B.4.
package enum CRC32C {
  package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard hasInstruction, let start = bytes.baseAddress else { return checksumByTables(bytes) }
    return ~huikan_crc32c(~0, start, bytes.count)
  }

  private static let hasInstruction = huikan_has_crc32c() != 0

  /// The same where the processor has no instruction for it: eight bytes a step through eight tables, about
  /// one byte a cycle.
  package static func checksumByTables(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      var crc: UInt32 = ~0
      var offset = 0
      while offset + 8 <= bytes.count {
        let word =
          UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
          ^ UInt64(crc)
        crc = 0
        for step in 0..<8 {
          crc ^= tables[(7 - step) * 256 + Int(word >> UInt64(step * 8) & 0xFF)]
        }
        offset += 8
      }
      while offset < bytes.count {
        crc = tables[Int((crc ^ UInt32(bytes[offset])) & 0xFF)] ^ crc >> 8
        offset += 1
      }
      return ~crc
    }
  }

  /// Table 0 advances the checksum by one byte, table n by a byte followed by n zero bytes.
  private static let tables: [UInt32] = {
    let reversedPolynomial: UInt32 = 0x82F6_3B78
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ reversedPolynomial : value >> 1 }
      tables[byte] = value
    }
    for index in 256..<tables.count {
      let shorter = tables[index - 256]
      tables[index] = tables[Int(shorter & 0xFF)] ^ shorter >> 8
    }
    return tables
  }()
}
