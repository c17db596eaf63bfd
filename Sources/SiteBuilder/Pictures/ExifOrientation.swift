/// How a camera was held: browsers turn the photograph, and where it was held upright its width is its
/// height.
///
/// CIPA DC-008 (Exif 2.32), 4.6.4: tag 0x0112, values 5 to 8 swap the axes.
enum ExifOrientation {
  /// Whether width and height change places, by the APP1 segment whose data begins at `start`.
  static func isTurned(_ bytes: PictureBytes, _ start: Int) -> Bool {
    (5...8).contains(value(bytes, start))
  }

  /// The tag's value, 1 to 8; 1 where the segment says nothing of it.
  static func value(_ bytes: PictureBytes, _ start: Int) -> Int {
    guard bytes.text(start..<start + 4) == "Exif" else { return 1 }
    let tiff = start + 6
    let isLittle = bytes.text(tiff..<tiff + 2) == "II"
    func number16(_ index: Int) -> Int? {
      isLittle ? bytes.little16(index) : bytes.big16(index)
    }
    func number32(_ index: Int) -> Int? {
      guard isLittle else { return bytes.big32(index) }
      guard let low = bytes.little16(index), let high = bytes.little16(index + 2) else {
        return nil
      }
      return high << 16 | low
    }
    guard let directory = number32(tiff + 4), let count = number16(tiff + directory) else {
      return 1
    }
    for entry in 0..<count {
      let position = tiff + directory + 2 + entry * 12
      guard let tag = number16(position) else { return 1 }
      if tag == 0x0112 {
        return number16(position + 8).flatMap { (1...8).contains($0) ? $0 : nil } ?? 1
      }
    }
    return 1
  }
}
