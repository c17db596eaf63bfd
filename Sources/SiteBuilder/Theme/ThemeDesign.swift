/// What a theme's own page shows of it: its tokens, and a sheet to show them with. The pages' policy
/// allows no style attributes, so each patch and each bar has a class.
struct ThemeDesign: Sendable {
  var tokens: [ThemeToken]
  var sheetURL: String

  /// `.patch-paper { background: var(--paper); }`, `.bar-s3 { inline-size: var(--s3); }`.
  static func css(_ tokens: [ThemeToken]) -> [UInt8] {
    var css = ""
    for token in tokens where token.isColor {
      css += ".patch-\(token.word) { background: var(\(token.name)); }\n"
    }
    for token in tokens where token.isLength {
      css += ".bar-\(token.word) { inline-size: var(\(token.name)); }\n"
    }
    return Array(css.utf8)
  }
}
