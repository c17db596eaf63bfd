/// What the bytes of a source are like, before anybody looks at its marks.
struct SourceCheck {
  /// Whether the source is UTF-8.
  var isValid = true
  /// Whether it holds a code point that the layer uses as a sentinel.
  var holdsSentinels = false

  /// Reads every byte once.
  init(_ text: Bytes) {
    var index = 0
    let count = text.count
    while index < count {
      let byte = text[index]
      if byte < 0x80 {
        index += Swift.max(1, text.asciiRun(at: index))
        continue
      }
      let run = text.wideRun(at: index)
      if run > 0 {
        index += run * 3
        continue
      }
      let length = SourceCheck.sequenceLength(text, at: index, count: count)
      if length == 0 {
        isValid = false
        return
      }
      if byte == Sentinel.first, text[index + 1] == Sentinel.second,
        Sentinel.thirds.contains(text[index + 2])
      {
        holdsSentinels = true
      }
      index += length
    }
  }

  /// The length of the well-formed sequence at `index` that begins with a byte above 0x7F; 0 for
  /// none (Unicode, table 3-7).
  @inline(__always)
  private static func sequenceLength(_ text: Bytes, at index: Int, count: Int) -> Int {
    func continues(_ offset: Int) -> Bool {
      index + offset < count && text[index + offset] & 0xC0 == 0x80
    }
    let byte = text[index]
    switch byte {
    case 0xE1...0xEC, 0xEE, 0xEF:
      return continues(1) && continues(2) ? 3 : 0
    case 0xC2...0xDF:
      return continues(1) ? 2 : 0
    case 0xE0:
      return continues(1) && text[index + 1] >= 0xA0 && continues(2) ? 3 : 0
    case 0xED:
      return continues(1) && text[index + 1] < 0xA0 && continues(2) ? 3 : 0
    case 0xF0...0xF4:
      guard continues(1), continues(2), continues(3) else { return 0 }
      let second = text[index + 1]
      if byte == 0xF0, second < 0x90 { return 0 }
      if byte == 0xF4, second > 0x8F { return 0 }
      return 4
    default:
      return 0
    }
  }
}

/// Makes a source fit for the layer: UTF-8, and free of sentinels that are not ours.
enum SourceRepair {
  /// The source with U+FFFD for what is not UTF-8 and every sentinel of the author's escaped.
  static func repaired(_ text: Bytes) -> [UInt8] {
    // Rare, so the plain way: the standard library's own repair, then a copy.
    let valid = [UInt8](String(decoding: text, as: UTF8.self).utf8)
    return valid.withUnsafeBufferPointer { valid in
      var output: [UInt8] = []
      output.reserveCapacity(valid.count + 64)
      var index = 0
      while index < valid.count {
        if let third = Sentinel.third(valid, at: index) {
          output.append(sentinel: Sentinel.escape)
          output.append(Sentinel.letter(for: third))
          index += 3
        } else {
          output.append(valid[index])
          index += 1
        }
      }
      return output
    }
  }
}
