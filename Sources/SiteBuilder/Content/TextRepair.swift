import Markdown

/// A content file, and what it would be with its typography repaired.
public struct TextRepair: Sendable, Hashable {
  /// The path of the file, the content folder as its user named it included.
  public let path: String
  /// The whole file as it was read.
  public let before: [UInt8]
  /// The whole file repaired; only its Markdown differs.
  public let after: [UInt8]

  /// What changes, by lines, as `diff -u` writes it and `patch -p0` reads it.
  public var difference: String {
    UnifiedDiff.text(path: path, before: before, after: after)
  }
}
