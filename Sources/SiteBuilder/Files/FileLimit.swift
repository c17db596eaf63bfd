/// How large a file of an editor's may be: what is larger was put there by mistake, and would fill the
/// memory of the machine.
struct FileLimit: Sendable {
  /// In bytes.
  let bytes: Int
  /// `a text`.
  private let noun: String
  private let remedy: String

  /// A text of the content: the Bible has four of them.
  static let text = FileLimit(
    bytes: 16_000_000, noun: "a text", remedy: "divide it, or take it out of the folder")

  /// A file of a theme.
  static let theme = FileLimit(
    bytes: 64_000_000, noun: "a file of a theme", remedy: "make it smaller, or take it out")

  /// A file of the content that the site publishes: a picture, or something to load down.
  static func published(_ path: String) -> FileLimit {
    let name = path.lowercased()
    let pictures = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"]
    return pictures.contains(where: name.hasSuffix) || RefusedPicture(name: name) != nil
      ? FileLimit(bytes: 256_000_000, noun: "a picture", remedy: "make it smaller")
      : FileLimit(bytes: 2_000_000_000, noun: "a file of the site", remedy: "make it smaller")
  }

  /// What is said of a file of that many bytes.
  func fault(_ path: String, _ size: Int) -> FileFault {
    FileFault(
      path, reason: "it has \(size / 1_000_000) MB, and \(noun) may have \(bytes / 1_000_000) MB",
      remedy: remedy)
  }
}
