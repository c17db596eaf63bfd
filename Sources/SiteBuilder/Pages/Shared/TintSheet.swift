import Magazine

/// The style sheet that carries the issues' colours, because the pages' security policy allows no
/// style attributes.
enum TintSheet {
  /// The class of an issue's colours; nil where it has none.
  static func className(for issue: Issue) -> String? {
    issue.tint == nil ? nil : "tint-\(issue.slug)"
  }

  /// The sheet; empty where no issue has colours.
  static func css(for publication: Publication) -> [UInt8] {
    let tinted = publication.issues.compactMap { issue in issue.tint.map { (issue.slug, $0) } }
    guard !tinted.isEmpty else { return [] }
    var css = ""
    for (slug, tint) in tinted { css += rule(slug, ground: tint.light, ink: tint.inkLight) }
    css += "@media (prefers-color-scheme: dark) {\n"
    for (slug, tint) in tinted { css += rule(slug, ground: tint.dark, ink: tint.inkDark) }
    css += "}\n@media print {\n"
    for (slug, _) in tinted { css += rule(slug, ground: "#fff", ink: "#000") }
    return Array((css + "}\n").utf8)
  }

  private static func rule(_ slug: String, ground: String, ink: String) -> String {
    ".tint-\(slug) { --tint: \(ground); --tint-ink: \(ink); }\n"
  }
}
