import Magazine

/// A cover for an issue that has no picture of one: its title on its own tint.
struct EbookCover {
  private let book: Ebook

  init(_ book: Ebook) { self.book = book }

  var svg: String {
    let tint = book.issue.tint
    let (ground, ink) = (tint?.light ?? "#dbe2e0", tint?.inkLight ?? "#16283a")
    let title = book.issue.title
    // A long title is set smaller, so that it stays on the page.
    let size = min(160, 520 / max(1, Setting.width(of: title)))
    let label = book.issue.number.map { book.wording.issue($0) } ?? book.issue.season ?? ""
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="600" height="800" viewBox="0 0 600 800">
      <title>\(XMLText.attribute(book.title))</title>
      <rect width="600" height="800" fill="\(ground)"/>
      <g fill="\(ink)" font-family="serif" text-anchor="middle">
      <text x="300" y="120" font-size="40">\(XMLText.attribute(book.magazine))</text>
      <text x="300" y="430" font-size="\(size)">\(XMLText.attribute(title))</text>
      <text x="300" y="700" font-size="28">\(XMLText.attribute(label))</text>
      </g>
      </svg>

      """
  }
}
