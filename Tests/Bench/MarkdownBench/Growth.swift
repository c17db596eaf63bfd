import Markdown

/// The time for a hostile text and for one four times as long: four times where it is linear,
/// sixteen where it is quadratic.
struct Growth {
  /// More than this is not linear.
  static let most = 6.0

  var name: String
  var bytes: Int
  /// Milliseconds of processor time.
  var once: Double
  var fourfold: Double

  var ratio: Double { fourfold / once }

  static func measure(bytes: Int) -> [Growth] {
    hostile.map { text in
      var growth = measure(text, bytes: bytes)
      // One slow run on a busy machine proves nothing; a quadratic one is slow each time.
      for _ in 0..<2 where growth.ratio >= most { growth = measure(text, bytes: bytes) }
      return growth
    }
  }

  private static func measure(_ text: Hostile, bytes: Int) -> Growth {
    Growth(
      name: text.name, bytes: bytes, once: best(of: text.text(bytes: bytes)),
      fourfold: best(of: text.text(bytes: bytes * 4)))
  }

  private static func best(of text: [UInt8]) -> Double {
    let renderer = MarkdownRenderer()
    return (0..<3).reduce(Double.infinity) { best, _ in
      min(
        best, Stopwatch.milliseconds { _ = renderer.render(text[...], resolver: VerbatimLinks()) })
    }
  }

  /// A piece repeated, behind a beginning.
  struct Hostile {
    var name: String
    var opening = ""
    var piece: String

    func text(bytes: Int) -> [UInt8] {
      var text = Array(opening.utf8)
      let piece = Array(piece.utf8)
      while text.count < bytes { text += piece }
      return text
    }
  }

  static let hostile: [Hostile] = [
    Hostile(name: "brackets", piece: "["), Hostile(name: "closing brackets", piece: "]"),
    Hostile(name: "nested brackets", piece: "[a]("), Hostile(name: "link texts", piece: "[a][b]"),
    Hostile(name: "undefined labels", opening: "[ab]: c\n\n", piece: "[会刊][a] "),
    Hostile(name: "images in images", piece: "![[]()"), Hostile(name: "emphasis", piece: "*a **b "),
    Hostile(name: "wide emphasis", piece: "**「a」**b"),
    Hostile(name: "curly emphasis", piece: "**“a”**b"), Hostile(name: "star run", piece: "*"),
    Hostile(name: "underscore run", piece: "_"), Hostile(name: "mixed runs", piece: "*_"),
    Hostile(name: "tildes", piece: "~~a "), Hostile(name: "tilde run", piece: "~"),
    Hostile(name: "backticks", piece: "`a``"), Hostile(name: "backslashes", piece: "\\["),
    Hostile(name: "quotations", piece: "> "), Hostile(name: "quotation lines", piece: "> a\n\n"),
    Hostile(name: "lists", piece: "- "), Hostile(name: "list items", piece: "- a\n"),
    Hostile(name: "deeper items", opening: "- a\n", piece: "  - b\n    - c\n"),
    Hostile(name: "containers", piece: ":::提示\n"), Hostile(name: "closings", piece: ":::\n"),
    Hostile(name: "container pairs", piece: ":::提示\na\n:::\n"),
    Hostile(name: "footnotes", piece: "[^1]: a\n\n"), Hostile(name: "references", piece: "[^a] "),
    Hostile(name: "undefined references", opening: "[^b]: c\n\n", piece: "[^a] "),
    Hostile(name: "used footnotes", opening: "[^1]: a\n\n", piece: "b[^1]\n\n"),
    Hostile(name: "tables", piece: "|a|b|\n|-|-|\n|c|d|\n\n"),
    Hostile(name: "cells of one row", piece: "|a"),
    Hostile(name: "rows", opening: "|a|b|c|\n|-|-|-|\n", piece: "|d|e|f|\n"),
    Hostile(name: "short rows", opening: wideHead, piece: "|\n"),
    Hostile(name: "definitions", piece: "a\n: b\n"), Hostile(name: "headings", piece: "# a\n"),
    Hostile(name: "terms apart", piece: "汉\n: x\n\n"),
    Hostile(name: "long definitions", piece: "a\n: b\n\n    c\n\n"),
    Hostile(name: "underlined headings", piece: "a\n-\n"), Hostile(name: "ruby", piece: "{会|"),
    Hostile(name: "e-mail", piece: "a@"), Hostile(name: "addresses", piece: "http://a"),
    Hostile(name: "hosts", piece: "www."), Hostile(name: "broken fragments", piece: "[a](#b) "),
    Hostile(name: "link definitions", piece: "[a]: b\n"),
    Hostile(name: "tasks", piece: "- [ ] a\n"),
    Hostile(name: "tags", piece: "<b>"), Hostile(name: "open tags", piece: "<a "),
    Hostile(name: "tags with addresses", piece: "<a href='b' id=c><img src=d>"),
    Hostile(name: "attributes of one tag", opening: "<p ", piece: "a=b c=d "),
    Hostile(name: "HTML blocks", piece: "<div>\n"), Hostile(name: "instructions", piece: "<?"),
    Hostile(name: "declarations", piece: "<!A "), Hostile(name: "comments", piece: "<!--"),
    Hostile(name: "character data", piece: "<![CDATA["), Hostile(name: "entities", piece: "&amp;"),
    Hostile(name: "Han in one line", piece: "檐"),
  ]

  private static let wideHead =
    String(repeating: "|a", count: 400) + "\n" + String(repeating: "|-", count: 400) + "\n"
}
