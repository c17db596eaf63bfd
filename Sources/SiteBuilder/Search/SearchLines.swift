import JSON

/// A block of the list of pages, as it stands in a file of the index.
struct SearchLines {
  /// What a list of results shows of a page.
  struct Line {
    var url: String
    var title: String
    var note: String
    /// Whether some of its characters are Traditional ones.
    var isTraditional = false
  }

  private(set) var lines: [Line] = []

  /// Nil where the file is none of an index.
  init?(_ bytes: [UInt8]) {
    guard let json = try? JSONValue.parse(bytes), case .array(let entries) = json else {
      return nil
    }
    for entry in entries {
      guard case .array(let texts) = entry, texts.count >= 3,
        case .string(let url) = texts[0], case .string(let title) = texts[1],
        case .string(let note) = texts[2]
      else { return nil }
      lines.append(
        Line(url: url, title: title, note: note, isTraditional: texts.count > 3))
    }
  }
}
