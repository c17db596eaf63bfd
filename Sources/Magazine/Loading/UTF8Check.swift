/// Whether bytes are UTF-8, at a fraction of the standard library's cost for Chinese text: every byte
/// of every file passes here. Where the answer is no, the standard library finds the place.
public enum UTF8Check {
  /// Where the first byte stands that is no UTF-8, or begins what is none; nil where all of it is.
  ///
  /// - Parameter bytes: the whole text.
  /// - Returns: an index of `bytes`.
  public static func firstFault(in bytes: [UInt8]) -> Int? {
    if isValid(bytes) { return nil }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { isValid($0) }
  }

  private static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      index = index &+ wideRun(raw, from: index)
      if index == bytes.count { return true }
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

  /// How many bytes from a place on are sequences of three bytes, counted eight sequences at a time,
  /// as in running Chinese text. E0 and ED, which have second bytes of their own, end the run.
  @inline(__always)
  private static func wideRun(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index &+ 24 <= raw.count {
      let one = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let two = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self))
      let three = UInt64(
        littleEndian: raw.loadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self))
      guard one & 0xC0F0_C0C0_F0C0_C0F0 == 0x80E0_8080_E080_80E0,
        two & 0xF0C0_C0F0_C0C0_F0C0 == 0xE080_80E0_8080_E080,
        three & 0xC0C0_F0C0_C0F0_C0C0 == 0x8080_E080_80E0_8080
      else { break }
      guard
        !holdsTrap(one, 0x0001_0000_0100_0001) && !holdsTrap(two, 0x0100_0001_0000_0100)
          && !holdsTrap(three, 0x0000_0100_0001_0000)
      else { break }
      index = index &+ 24
    }
    return index &- start
  }

  /// Whether one of the first bytes, whose places `ones` marks, is E0 or ED.
  @inline(__always)
  private static func holdsTrap(_ word: UInt64, _ ones: UInt64) -> Bool {
    let lows = word & (ones &* 0x0F)
    // Subtracting one borrows from the upper half where the lower one is 0.
    let isZero = (lows | ones &* 0x10) &- ones
    let isThirteen = ((lows ^ ones &* 0x0D) | ones &* 0x10) &- ones
    return isZero & isThirteen & (ones &* 0x10) != ones &* 0x10
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
