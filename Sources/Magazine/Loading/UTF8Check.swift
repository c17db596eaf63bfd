/// Whether bytes are UTF-8, at a fraction of the standard library's cost for Chinese text: every byte
/// of every file passes here. Where the answer is no, the standard library finds the place.
enum UTF8Check {
  static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { isValid($0) }
  }

  private static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      // Four letters of ASCII, or a Han character and the byte after it, by one look at four bytes.
      // E0 and ED have second bytes of their own; they take the slow way.
      if index &+ 4 <= bytes.count {
        let four = UInt32(
          littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        if four & 0x8080_8080 == 0 {
          index &+= 4
          continue
        }
        if four & 0x00C0_C0F0 == 0x0080_80E0, four & 0xFF != 0xE0, four & 0xFF != 0xED {
          index &+= 3
          continue
        }
      }
      let length = bytes[index] < 0x80 ? 1 : length(bytes, at: index, bytes[index])
      if length == 0 { return false }
      index &+= length
    }
    return true
  }

  /// The length of the sequence at a place, 0 where it is not well formed (Unicode, table 3-7).
  private static func length(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ first: UInt8
  ) -> Int {
    let (length, second): (Int, ClosedRange<UInt8>)
    switch first {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for place in (index + 2)..<max(index + 2, index + length) where bytes[place] & 0xC0 != 0x80 {
      return 0
    }
    return length
  }
}
