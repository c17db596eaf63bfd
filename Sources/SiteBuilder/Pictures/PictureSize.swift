/// Width and height of a picture in CSS pixels, read from the first bytes of its file, so that a page
/// keeps the room free before the picture has come.
struct PictureSize: Hashable, Sendable {
  let width: Int
  let height: Int

  /// How much of a file is enough. A JPEG may carry a large preview before its size.
  static let headLength = 262_144

  /// The size, or nil where the bytes are no picture that is known here.
  ///
  /// `head` is the file's first `headLength` bytes or the whole file; an SVG is told by the ending of
  /// `path`.
  static func read(_ head: [UInt8], path: String) -> PictureSize? {
    let bytes = PictureBytes(bytes: head)
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return png(bytes) }
    if bytes.starts(with: [0xFF, 0xD8]) { return jpeg(bytes) }
    if bytes.starts(with: Array("GIF8".utf8)) { return gif(bytes) }
    if bytes.starts(with: Array("RIFF".utf8)) { return webp(bytes) }
    return path.hasSuffix(".svg") ? SVGSize.read(head) : nil
  }

  init?(width: Int?, height: Int?) {
    guard let width, let height, width > 0, height > 0 else { return nil }
    self.width = width
    self.height = height
  }

  /// PNG (W3C), 11.2.2: the IHDR chunk comes first.
  private static func png(_ bytes: PictureBytes) -> PictureSize? {
    PictureSize(width: bytes.big32(16), height: bytes.big32(20))
  }

  /// GIF89a, 18: the logical screen descriptor.
  private static func gif(_ bytes: PictureBytes) -> PictureSize? {
    PictureSize(width: bytes.little16(6), height: bytes.little16(8))
  }

  /// ITU T.81, B.2.2: the first frame header; the orientation of Exif turns it where it says so.
  private static func jpeg(_ bytes: PictureBytes) -> PictureSize? {
    var position = 2
    var isTurned = false
    while let marker = bytes[position + 1], bytes[position] == 0xFF {
      if marker == 0xFF {
        position += 1
        continue
      }
      guard let length = bytes.big16(position + 2) else { return nil }
      if marker == 0xE1 { isTurned = isTurned || ExifOrientation.isTurned(bytes, position + 4) }
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame {
        let height = bytes.big16(position + 5)
        let width = bytes.big16(position + 7)
        return isTurned
          ? PictureSize(width: height, height: width) : PictureSize(width: width, height: height)
      }
      position += 2 + length
    }
    return nil
  }

  /// RFC 9649, 2.5–2.7: lossy, lossless and extended.
  private static func webp(_ bytes: PictureBytes) -> PictureSize? {
    switch bytes.text(12..<16) {
    case "VP8 ":
      return PictureSize(
        width: bytes.little16(26).map { $0 & 0x3FFF },
        height: bytes.little16(28).map { $0 & 0x3FFF }
      )
    case "VP8L":
      guard let low = bytes.little16(21), let high = bytes.little16(23) else { return nil }
      let bits = low | high << 16
      return PictureSize(width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
    case "VP8X":
      return PictureSize(
        width: bytes.little24(24).map { $0 + 1 }, height: bytes.little24(27).map { $0 + 1 })
    default:
      return nil
    }
  }
}

/// Reads numbers at offsets, nil beyond the end.
struct PictureBytes {
  let bytes: [UInt8]

  subscript(index: Int) -> UInt8? {
    bytes.indices.contains(index) ? bytes[index] : nil
  }

  func starts(with prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }

  func big16(_ index: Int) -> Int? {
    guard let high = self[index], let low = self[index + 1] else { return nil }
    return Int(high) << 8 | Int(low)
  }

  func big32(_ index: Int) -> Int? {
    guard let high = big16(index), let low = big16(index + 2) else { return nil }
    return high << 16 | low
  }

  func little16(_ index: Int) -> Int? {
    guard let low = self[index], let high = self[index + 1] else { return nil }
    return Int(high) << 8 | Int(low)
  }

  func little24(_ index: Int) -> Int? {
    guard let low = little16(index), let high = self[index + 2] else { return nil }
    return Int(high) << 16 | low
  }

  func text(_ range: Range<Int>) -> String {
    guard range.upperBound <= bytes.count else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
