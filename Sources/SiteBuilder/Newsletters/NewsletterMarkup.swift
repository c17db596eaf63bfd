import Theming

/// A letter as HTML that mail programs show alike: tables for the page, a style on every element, widths
/// in pixels, colours of the light page alone.
struct NewsletterMarkup {
  private let contents: NewsletterContents
  private var html = ""

  private static let paper = "#f6f5f0"
  private static let ink = "#1d1f1e"
  private static let quiet = "#54595a"
  private static let hair = "#d3d1c6"
  private static let accent = "#a92821"
  private static let hei =
    "-apple-system,'PingFang SC','Noto Sans SC','Microsoft YaHei',sans-serif"
  private static let song = "'Noto Serif SC','Songti SC',STSong,SimSun,serif"
  private static let width = 600

  init(_ contents: NewsletterContents, _ unsubscribe: String) {
    self.contents = contents
    open()
    front()
    for section in contents.sections { column(section) }
    if !contents.events.isEmpty { events() }
    close(unsubscribe)
  }

  var bytes: [UInt8] { Array(html.utf8) }

  private func escaped(_ text: String) -> String {
    String(decoding: HTML(escaping: text).bytes, as: UTF8.self)
  }

  private mutating func open() {
    let words = contents.issue.subtitle ?? contents.issue.summary ?? contents.subject
    html += """
      <!doctype html>
      <html lang="\(contents.language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light">
      <meta name="supported-color-schemes" content="light">
      <title>\(escaped(contents.subject))</title>
      </head>
      <body style="margin:0;padding:0;background:\(Self.paper);color:\(Self.ink)">
      <div style="display:none;max-height:0;overflow:hidden">\(escaped(words))</div>
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:\(Self.paper)"><tr><td align="center">
      <table role="presentation" width="\(Self.width)" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:\(Self.width)px">

      """
  }

  /// A row of the letter.
  private mutating func row(_ style: String, _ inner: String) {
    html += "<tr><td style=\"padding:0 24px;\(style)\">\(inner)</td></tr>\n"
  }

  private func paragraph(_ text: String, _ style: String) -> String {
    "<p style=\"margin:0;\(style)\">\(escaped(text))</p>"
  }

  private func link(_ text: String, _ address: String, _ style: String) -> String {
    "<a href=\"\(escaped(address))\" style=\"\(style)\">\(escaped(text))</a>"
  }

  private mutating func front() {
    let issue = contents.issue
    let facts = [issue.label, issue.season, issue.day.long].compactMap { $0 }
    row(
      "padding-top:32px",
      paragraph(contents.magazine, "font:700 22px/1.4 \(Self.song);letter-spacing:2px")
        + paragraph(
          facts.joined(separator: "　"), "font:13px/1.7 \(Self.hei);color:\(Self.quiet)"))
    if let cover = issue.cover, let source = Self.source(of: cover) {
      let (width, height) =
        cover.card == nil
        ? (cover.width, cover.height) : (ShareCard.width, ShareCard.height)
      let size = width.flatMap { width in
        height.map { " width=\"552\" height=\"\($0 * 552 / max(width, 1))\"" }
      }
      let address = source.hasPrefix("/") ? contents.base + source : source
      row(
        "padding-top:16px",
        "<a href=\"\(escaped(contents.address))\"><img src=\"\(escaped(address))\" alt=\"\(escaped(cover.alternative))\"\(size ?? " width=\"552\"") style=\"display:block;width:100%;height:auto;border:0\"></a>"
      )
    }
    var words =
      "<h1 style=\"margin:0;font:700 34px/1.35 \(Self.song)\">\(escaped(issue.title))</h1>"
    if let line = issue.subtitle ?? issue.summary {
      words += paragraph(line, "padding-top:8px;font:18px/1.75 \(Self.song)")
    }
    words +=
      "<p style=\"margin:0;padding-top:16px\">"
      + link(
        contents.words.readOnline, contents.address,
        "display:inline-block;padding:12px 24px;background:\(Self.ink);color:#ffffff;"
          + "font:15px/1.4 \(Self.hei);text-decoration:none") + "</p>"
    row("padding-top:24px;padding-bottom:24px", words)
    if let letter = contents.letter {
      row(
        "padding-top:24px;padding-bottom:24px;border-top:1px solid \(Self.hair)",
        heading(contents.words.letter)
          + paragraph(letter, "padding-top:8px;font:17px/1.9 \(Self.song)"))
    }
  }

  /// What mail programs show of a cover; nil for a drawing of which nobody has made PNG.
  private static func source(of cover: PictureContext) -> String? {
    if let card = cover.card { return card.url }
    let path = cover.source.prefix { $0 != "?" && $0 != "#" }
    return path.lowercased().hasSuffix(".svg") ? nil : cover.source
  }

  private func heading(_ text: String) -> String {
    "<h2 style=\"margin:0;font:700 15px/1.6 \(Self.hei);color:\(Self.accent)\">\(escaped(text))</h2>"
  }

  private mutating func column(_ section: SectionContext) {
    var inner = section.column.map { heading($0.title) } ?? ""
    for piece in NewsletterContents.pieces(of: section) {
      inner +=
        "<h3 style=\"margin:0;padding-top:16px;font:700 20px/1.5 \(Self.song)\">"
        + link(
          piece.title, contents.base + piece.url, "color:\(Self.ink);text-decoration:none")
        + "</h3>"
      if let gist = piece.gist { inner += paragraph(gist, "font:15px/1.75 \(Self.hei)") }
      inner += paragraph(
        contents.line(of: piece), "font:13px/1.7 \(Self.hei);color:\(Self.quiet)")
    }
    row("padding-top:24px;padding-bottom:24px;border-top:1px solid \(Self.hair)", inner)
  }

  private mutating func events() {
    var inner = heading(contents.words.events)
    for event in contents.events {
      inner +=
        "<h3 style=\"margin:0;padding-top:16px;font:700 17px/1.5 \(Self.song)\">"
        + link(
          event.title, contents.base + event.url, "color:\(Self.ink);text-decoration:none")
        + "</h3>"
        + paragraph(
          contents.line(of: event), "font:13px/1.7 \(Self.hei);color:\(Self.quiet)")
    }
    row("padding-top:24px;padding-bottom:24px;border-top:1px solid \(Self.hair)", inner)
  }

  private mutating func close(_ unsubscribe: String) {
    let style = "padding-top:4px;font:13px/1.7 \(Self.hei);color:\(Self.quiet)"
    var inner = contents.footer.map { paragraph($0, style) }.joined()
    if let head = contents.ledgerHead {
      inner +=
        paragraph(contents.words.ledger, style)
        + paragraph(head, style + ";font-family:monospace;word-break:break-all")
    }
    inner += paragraph(contents.words.why, style)
    inner +=
      "<p style=\"margin:0;padding-top:8px\">"
      + link(
        contents.words.unsubscribe, unsubscribe,
        "font:13px/1.7 \(Self.hei);color:\(Self.quiet);text-decoration:underline") + "</p>"
    row("padding-top:24px;padding-bottom:48px;border-top:2px solid \(Self.ink)", inner)
    html += "</table>\n</td></tr></table>\n</body>\n</html>\n"
  }
}
