import Markdown
import Theming

/// What a theme may rely on, printed from the shapes that the pages are made of: the tables of
/// `docs/themes.md`.
enum ThemeContract {
  /// The templates, each with its fields, then the contexts that they lead to, each once.
  static var tables: String {
    var seen: Set<String> = []
    var shared: [ShapeOutline] = []
    var text = "## Templates\n"
    for kind in PageKind.allCases {
      let outlines = kind.outline
      text += "\n### `\(kind.rawValue)`\n\n\(kind.meaning)\n\n" + table(outlines[0].fields)
      for outline in outlines.dropFirst() where seen.insert(outline.name).inserted {
        shared.append(outline)
      }
    }
    text += "\n## Containers\n"
    for kind in MarkdownContainerKind.allCases {
      let outlines = kind.outline
      text +=
        "\n### `\(ContainerTemplates.name(kind))`\n\n\(kind.meaning)\n\n"
        + table(outlines[0].fields)
      for outline in outlines.dropFirst() where seen.insert(outline.name).inserted {
        shared.append(outline)
      }
    }
    text += "\n## Contexts\n"
    for outline in shared.sorted(by: { $0.name < $1.name }) {
      text += "\n### \(outline.name)\n\n" + table(outline.fields)
    }
    return text
  }

  private static func table(_ fields: [FieldOutline]) -> String {
    let rows = fields.map { "| `\($0.name)` | \($0.type) | \($0.meaning) |\n" }
    return "| field | type | meaning |\n|---|---|---|\n" + rows.joined()
  }
}
