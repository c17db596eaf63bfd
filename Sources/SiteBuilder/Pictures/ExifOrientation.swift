/// Whether a camera was held upright: browsers turn such a photograph, so its width is its height.
///
/// CIPA DC-008 (Exif 2.32), 4.6.4: tag 0x0112, values 5 to 8 swap the axes.
enum ExifOrientation {
  /// Reads the APP1 segment whose data begins at `start`.
  static func isTurned(_ bytes: PictureBytes, _ start: Int) -> Bool {
    guard bytes.text(start..<start + 4) == "Exif" else { return false }
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
      return false
    }
    for entry in 0..<count {
      let position = tiff + directory + 2 + entry * 12
      guard let tag = number16(position) else { return false }
      if tag == 0x0112 { return (5...8).contains(number16(position + 8) ?? 1) }
    }
    return false
  }
}
