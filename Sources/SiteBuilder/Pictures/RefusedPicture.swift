/// A kind of picture that is not published: nothing here takes out of it where it was taken, and nothing
/// makes it smaller.
enum RefusedPicture: String, Sendable, CaseIterable {
  /// What a telephone saves.
  case heif = "HEIC"
  case avif = "AVIF"
  /// What a scanner saves.
  case tiff = "TIFF"

  /// How names end that say they are one.
  var endings: [String] {
    switch self {
    case .heif: [".heic", ".heif"]
    case .avif: [".avif"]
    case .tiff: [".tif", ".tiff"]
    }
  }

  /// The kind that a name says; nil for any other.
  init?(name: String) {
    let name = name.lowercased()
    guard let kind = Self.allCases.first(where: { $0.endings.contains(where: name.hasSuffix) })
    else { return nil }
    self = kind
  }

  /// The kind that a file's first bytes say, whatever its name is; nil for any other.
  init?(_ head: [UInt8]) {
    let bytes = PictureBytes(bytes: head)
    if bytes.starts(with: [0x49, 0x49, 42, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 42]) {
      self = .tiff
      return
    }
    // ISO 14496-12, 4.3, and 23008-12, 10.2: a box that says which kind of file it is.
    guard bytes.text(4..<8) == "ftyp" else { return nil }
    switch bytes.text(8..<12) {
    case "avif", "avis": self = .avif
    case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": self = .heif
    default: return nil
    }
  }

  /// What is wrong with it.
  var reason: String {
    let location = "it is \(rawValue), from which its location cannot be removed"
    return self == .avif ? location : location + ", and most browsers cannot show it"
  }

  /// What to do about it.
  static let remedy = "save it as JPEG"
}
