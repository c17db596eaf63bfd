import CivilTime
import Magazine

/// A whole content folder in one string: `-- path --` begins a file, its text follows.
func tree(_ text: String, root: String = "Content") -> ContentTree {
  var texts: [TextFile] = []
  var assets: [AssetFile] = []
  var path: String?
  var lines: [Substring] = []
  func finish() {
    guard let path else { return }
    let body = lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    if path.hasSuffix(".md") || path.hasSuffix(".yml") || path.hasSuffix(".yaml") {
      texts.append(TextFile(path: path, bytes: Array(body.utf8)))
    } else {
      assets.append(AssetFile(path: path, size: body.utf8.count))
    }
  }
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("-- "), line.hasSuffix(" --") {
      finish()
      path = String(line.dropFirst(3).dropLast(3))
      lines = []
    } else {
      lines.append(line)
    }
  }
  finish()
  return ContentTree(root: root, texts: texts, assets: assets)
}

/// Loads a content folder in one string, for a day.
func load(_ text: String, asOf: String = "2026-11-22 12:00", drafts: Bool = false) -> Loaded {
  let instant = Instant(asOf) ?? Instant(milliseconds: 0)
  return Publication.load(
    tree(text), options: LoadOptions(asOf: instant, includesDrafts: drafts))
}

/// All diagnostics as an editor reads them.
func diagnostics(_ text: String) -> String {
  load(text).diagnostics.map(\.description).joined(separator: "\n")
}
