/// What a photograph says beside its pixels: where it was taken, with which camera, when, by whom. None
/// of it is published. What colours mean stays, and which way is up.
enum PictureMetadata {
  /// A picture's file without it; a file that is no picture as it is.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - path: its path, which tells pictures by their ending and names it in errors.
  /// - Returns: what may be published of it.
  /// - Throws: where it says such things, or may, and cannot be rid of them.
  static func stripped(_ bytes: [UInt8], of path: String) throws(FileFault) -> [UInt8] {
    if let refused = RefusedPicture(bytes) ?? RefusedPicture(name: path) {
      throw FileFault(path, reason: refused.reason, remedy: RefusedPicture.remedy)
    }
    let stripped: [UInt8]?
    if bytes.starts(with: [0xFF, 0xD8]) {
      stripped = jpeg(bytes)
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      stripped = png(bytes)
    } else if bytes.starts(with: Array("RIFF".utf8)), isWebP(bytes, path) {
      stripped = webp(bytes)
    } else {
      return bytes
    }
    if let stripped { return stripped }
    guard !marks.contains(where: { bytes.place(of: $0) != nil }) else {
      throw FileFault(
        path,
        reason: "the picture is damaged, and what it says of where it was taken cannot be removed",
        remedy: "save the picture again, or replace it")
    }
    return bytes
  }

  /// RIFF holds sound and films too; a damaged picture may have lost its second word.
  private static func isWebP(_ bytes: [UInt8], _ path: String) -> Bool {
    bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) || path.lowercased().hasSuffix(".webp")
  }

  /// What stands before such words in a file that cannot be read any more: Exif in JPEG, PNG and WebP,
  /// XMP, and what Photoshop writes.
  private static let marks = ["Exif", "eXIf", "EXIF", "http://ns.adobe.com/", "Photoshop 3.0"]

  // MARK: - JPEG

  /// ITU T.81, B.1: segments up to the end of the image. Cameras write Exif and XMP into APP1, previews
  /// into APP2, other programs into APP3 to APP15, and films behind the end. What is kept of them is
  /// the colour profile (APP2) and Adobe's word for the colour space (APP14).
  private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
    let picture = PictureBytes(bytes: bytes)
    var kept: [UInt8] = [0xFF, 0xD8]
    kept.reserveCapacity(bytes.count)
    var orientation = 1
    var position = 2
    var hasScan = false
    while let marker = picture[position + 1], picture[position] == 0xFF {
      if marker == 0xFF {
        position += 1
        continue
      }
      if marker == 0xD9 {
        kept += [0xFF, 0xD9]
        return turned(kept, orientation)
      }
      guard let length = picture.big16(position + 2), length >= 2,
        position + 2 + length <= bytes.count
      else { return nil }
      var end = position + 2 + length
      if marker == 0xDA {
        end = endOfScan(bytes, from: end)
        hasScan = true
      }
      if marker == 0xE1 {
        let found = ExifOrientation.value(picture, position + 4)
        if orientation == 1 { orientation = found }
      }
      if isKept(marker, picture, position + 4) { kept += bytes[position..<end] }
      position = end
    }
    // Cut off within its pixels, it is damaged, but what it says has been read.
    return hasScan && position >= bytes.count ? turned(kept, orientation) : nil
  }

  private static func isKept(_ marker: UInt8, _ picture: PictureBytes, _ start: Int) -> Bool {
    switch marker {
    case 0xE0, 0xEE: true
    case 0xE2: picture.text(start..<start + 11) == "ICC_PROFILE"
    case 0xE1, 0xE3...0xEF, 0xFE: false
    default: true
    }
  }

  /// Where the next marker stands that is none of the scan's own.
  private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index + 1 < bytes.count {
      let next = bytes[index + 1]
      if bytes[index] == 0xFF, next != 0, !(0xD0...0xD7).contains(next), next != 0xFF {
        return index
      }
      index += 1
    }
    return bytes.count
  }

  /// The picture with an Exif segment that says which way is up and nothing else, where that is needed.
  private static func turned(_ jpeg: [UInt8], _ orientation: Int) -> [UInt8] {
    guard orientation != 1 else { return jpeg }
    let exif: [UInt8] =
      Array("Exif".utf8) + [0, 0] + Array("MM".utf8) + [0, 42, 0, 0, 0, 8]
      // One entry: tag 0x0112, a short, one of them, its value, and no directory behind.
      + [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0, 0]
    let length = exif.count + 2
    // Behind the JFIF segment, which comes first where there is one.
    let isJFIF = jpeg.count > 20 && jpeg[2] == 0xFF && jpeg[3] == 0xE0
    let place = isJFIF ? 4 + (Int(jpeg[4]) << 8 | Int(jpeg[5])) : 2
    return jpeg[..<place] + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + exif
      + jpeg[place...]
  }

  // MARK: - PNG and WebP

  /// W3C PNG, 5.3: chunks of length, type, data and checksum. Texts, the time and Exif go.
  private static func png(_ bytes: [UInt8]) -> [UInt8]? {
    let picture = PictureBytes(bytes: bytes)
    var kept = Array(bytes.prefix(8))
    var position = 8
    while let length = picture.big32(position) {
      let end = position + 12 + length
      guard length >= 0, end <= bytes.count else { return nil }
      let type = picture.text(position + 4..<position + 8)
      if !["eXIf", "iTXt", "tEXt", "zTXt", "tIME"].contains(type) { kept += bytes[position..<end] }
      if type == "IEND" { return kept }
      position = end
    }
    return nil
  }

  /// RFC 9649, 2.3: chunks of type, length and data. Exif and XMP go, and what announces them.
  private static func webp(_ bytes: [UInt8]) -> [UInt8]? {
    let picture = PictureBytes(bytes: bytes)
    guard picture.text(8..<12) == "WEBP" else { return nil }
    var kept = Array(bytes.prefix(12))
    var position = 12
    while let low = picture.little16(position + 4), let high = picture.little16(position + 6) {
      let length = high << 16 | low
      let end = position + 8 + length + length % 2
      guard end <= bytes.count + length % 2 else { return nil }
      let type = picture.text(position..<position + 4)
      if type != "EXIF", type != "XMP " {
        var chunk = Array(bytes[position..<min(end, bytes.count)])
        if type == "VP8X", chunk.count > 8 { chunk[8] &= ~0b1100 }
        kept += chunk
      }
      position = end
    }
    let size = kept.count - 8
    for byte in 0..<4 { kept[4 + byte] = UInt8(truncatingIfNeeded: size >> (8 * byte)) }
    return kept
  }
}
