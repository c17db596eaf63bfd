import Magazine

/// What is made of a photograph: the same picture in a few widths as WebP, and one that every browser
/// shows, none of them larger than a reader can use.
struct PicturePlan: Sendable, Hashable {
  /// A kind of file that photographs come as.
  enum Format: String, Sendable {
    case jpeg = "jpg"
    case png = "png"
    case webp = "webp"
  }

  let format: Format
  /// In pixels, as the reader sees it.
  let size: PictureSize
  /// `media/rain` of `media/rain-3f9a0c2b11.jpg`.
  let stem: String
  /// The hash in the name of the original, by which everything made of it is named.
  let hash: String
  /// The colour that stands for it until it has come; nil where it may be transparent.
  var tone: Tone?

  /// The widths of the pictures that are made, and of the largest that is shown.
  private static let steps = [480, 960, 1_440, 1_920]
  /// Behind that no more is shown of a picture that every browser shall be able to show.
  private static let mostFallback = 1_440
  /// The same in pixels: of a picture as wide as it may be and twice as high. A long one, such as a
  /// whole page caught from a telephone, is made smaller until it has no more.
  private static let mostShownPixels = 1_920 * 3_840
  private static let mostFallbackPixels = 1_440 * 2_880
  /// A narrow picture with more is no small one.
  private static let mostSmallPixels = 480 * 1_920
  /// WebP holds none that is higher (RFC 9649, 1).
  private static let mostHeight = 16_383
  /// More than that is no photograph but a mistake, or an attack on whoever opens it.
  static let mostPixels = 100_000_000

  /// Nil where nothing is made of it: it is small already, or no photograph.
  ///
  /// - Parameters:
  ///   - bytes: the file, as it is published.
  ///   - file: its published name.
  ///   - size: its size in pixels.
  init?(_ bytes: [UInt8], file: String, size: PictureSize) {
    guard let format = Self.format(of: bytes),
      size.width > Self.steps[0] || size.width * size.height > Self.mostSmallPixels,
      let dot = file.lastIndex(of: "."), let dash = file[..<dot].lastIndex(of: "-")
    else { return nil }
    self.format = format
    self.size = size
    stem = String(file[..<dash])
    hash = String(file[file.index(after: dash)..<dot])
  }

  init(format: Format, size: PictureSize, stem: String, hash: String, tone: Tone?) {
    self.format = format
    self.size = size
    self.stem = stem
    self.hash = hash
    self.tone = tone
  }

  private static func format(of bytes: [UInt8]) -> Format? {
    let picture = PictureBytes(bytes: bytes)
    if picture.starts(with: [0xFF, 0xD8]) { return .jpeg }
    // An animation would lose its movement.
    if picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      return bytes.prefix(4_096).place(of: Array("acTL".utf8)) == nil ? .png : nil
    }
    if picture.text(8..<12) == "WEBP" {
      return picture.text(12..<16) == "VP8X" && (picture[20] ?? 0) & 2 != 0 ? nil : .webp
    }
    return nil
  }

  /// One file that is made.
  struct Rendition: Sendable, Hashable {
    /// Its path in the output folder.
    var file: String
    /// Its width in pixels.
    var width: Int
    var format: Format

    var url: String { "/" + SitePath.encode(file) }
  }

  /// How large it is shown at the most.
  var shown: PictureSize {
    scaled(width(atMost: Self.steps[Self.steps.count - 1], pixels: Self.mostShownPixels))
  }

  /// The pictures as WebP, the smallest first.
  var webp: [Rendition] {
    let most = shown.width
    // One that is hardly smaller than the largest is not worth its making.
    return (Self.steps.filter { $0 * 6 < most * 5 } + [most]).map { rendition($0, .webp) }
  }

  /// The picture for browsers that know no WebP; nil where the original is small enough itself.
  var fallback: Rendition? {
    let most = width(atMost: Self.mostFallback, pixels: Self.mostFallbackPixels)
    return most < size.width ? rendition(most, format) : nil
  }

  /// The largest width within bounds, at which it is as it was.
  private func width(atMost most: Int, pixels: Int) -> Int {
    var width = min(size.width, most)
    // Width and height shrink together: pixels as the square of the width.
    if width * width * size.height > pixels * size.width {
      width = Int((Double(pixels) * Double(size.width) / Double(size.height)).squareRoot())
    }
    return max(1, min(width, Self.mostHeight * size.width / size.height))
  }

  var renditions: [Rendition] { webp + (fallback.map { [$0] } ?? []) }

  /// For `srcset`.
  var sourceSet: String {
    webp.map { "\($0.url) \($0.width)w" }.joined(separator: ", ")
  }

  private func rendition(_ width: Int, _ format: Format) -> Rendition {
    Rendition(file: "\(stem)-\(width)-\(hash).\(format.rawValue)", width: width, format: format)
  }

  private func scaled(_ width: Int) -> PictureSize {
    let height = (size.height * width + size.width / 2) / size.width
    return PictureSize(width: width, height: max(1, height)) ?? size
  }
}
