import CivilTime
import Magazine
import Theming

/// The documents of a book: cover, contents, the editor's letter, the articles, the colophon.
struct EbookPages {
  private let book: Ebook
  private let pictures: EbookPictures
  private let words: EbookWords
  /// The names of the articles' documents, by the URL of their page.
  private let names: [String: String]

  static let coverName = "cover.xhtml"
  static let contentsName = "contents.xhtml"
  static let letterName = "letter.xhtml"
  static let colophonName = "colophon.xhtml"

  init(_ book: Ebook, _ pictures: EbookPictures) {
    self.book = book
    self.pictures = pictures
    words = EbookWords(book.sources.publication.site.language)
    let articles = book.articles.map { book.sources.publication.articles[$0].url }
    names = Dictionary(
      zip(articles, (1...).lazy.map { "article-\($0).xhtml" }),
      uniquingKeysWith: { first, _ in first })
  }

  func documents() -> [Ebook.Document] {
    let cover = cover()
    let letter = letter()
    let articles = book.articles.map { article(book.sources.publication.articles[$0]) }
    let contents = Ebook.Document(
      name: Self.contentsName, title: words.contents, body: contents(hasLetter: letter != nil),
      kind: "frontmatter")
    return [cover, contents] + [letter].compactMap { $0 } + articles + [colophon()]
  }

  /// A document as a file.
  func xhtml(_ document: Ebook.Document) -> [UInt8] {
    // The Traditional edition is made of the Simplified document, as everywhere.
    let language = book.sources.publication.site.language.rawValue
    let head = """
      <?xml version="1.0" encoding="utf-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="\(language)" xml:lang="\(language)">
      <head>
      <title>\(escaped(document.title))</title>
      <link rel="stylesheet" type="text/css" href="style.css"/>
      </head>
      <body epub:type="\(document.kind)">

      """
    return Array(head.utf8) + document.body + Array("</body>\n</html>\n".utf8)
  }

  private func escaped(_ text: String) -> String { XMLText.attribute(text) }

  // MARK: - Cover and contents

  private func cover() -> Ebook.Document {
    let path =
      book.issue.cover.flatMap { cover -> String? in
        guard case .asset(let path) = cover.place, let placed = book.sources.pictures[path] else {
          return nil
        }
        return pictures.path(of: placed.url)
      } ?? pictures.add(drawing: EbookCover(book).svg)
    let alternative = book.issue.cover?.alternative ?? ""
    let words = alternative.isEmpty ? book.title : alternative
    let body = """
      <section class="cover" epub:type="cover">
      <img src="\(path)" alt="\(escaped(words))" role="doc-cover"/>
      </section>

      """
    return Ebook.Document(
      name: Self.coverName, title: book.title, body: Array(body.utf8), kind: "frontmatter")
  }

  private func contents(hasLetter: Bool) -> [UInt8] {
    let publication = book.sources.publication
    var lines = [
      "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">",
      "<h1 id=\"toc-title\">\(escaped(words.contents))</h1>", "<ol>",
    ]
    func item(_ title: String, _ name: String) -> String {
      "<li><a href=\"\(name)\">\(escaped(title))</a></li>"
    }
    if hasLetter { lines.append(item(words.letter, Self.letterName)) }
    for section in publication.contents(of: book.issue) {
      let items = section.articles.ids.map { id -> String in
        let article = publication.articles[id]
        return item(article.title, names[article.url] ?? "")
      }
      if let column = section.column, !items.isEmpty {
        lines += ["<li><span>\(escaped(column.name))</span>", "<ol>"] + items + ["</ol>", "</li>"]
      } else {
        lines += items
      }
    }
    lines += [
      item(words.colophon, Self.colophonName), "</ol>", "</nav>",
      "<nav epub:type=\"landmarks\" hidden=\"hidden\" aria-label=\"\(escaped(words.landmarks))\">",
      "<ol>",
      "<li><a epub:type=\"cover\" href=\"\(Self.coverName)\">\(escaped(words.cover))</a></li>",
      "<li><a epub:type=\"toc\" href=\"#toc\">\(escaped(words.contents))</a></li>",
    ]
    if let first = book.articles.first.flatMap({ names[publication.articles[$0].url] }) {
      lines.append(
        "<li><a epub:type=\"bodymatter\" href=\"\(first)\">\(escaped(words.text))</a></li>")
    }
    lines += ["</ol>", "</nav>"]
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  // MARK: - Texts

  private func letter() -> Ebook.Document? {
    let body = book.text(of: book.issue.source)
    guard !body.isEmpty else { return nil }
    return chapter(
      Self.letterName, words.letter, before: [], after: [], body, kind: "preface",
      role: "doc-preface")
  }

  private func article(_ article: Article) -> Ebook.Document {
    let publication = book.sources.publication
    var before: [String] = []
    var after: [String] = []
    if let column = article.column {
      before.append("<p class=\"kicker\">\(escaped(publication.columns[column].name))</p>")
    }
    if let summary = article.summary { after.append("<p class=\"deck\">\(escaped(summary))</p>") }
    var people: [String] = []
    if !article.authors.isEmpty {
      people.append(words.by + book.wording.list(article.authors.map(\.name)))
    }
    if let photographer = article.photographer { people.append(words.pictures + photographer.name) }
    if let credit = article.credit { people.append(credit) }
    if !people.isEmpty {
      after.append("<p class=\"byline\">\(escaped(people.joined(separator: "　")))</p>")
    }
    if let cover = article.cover, case .asset(let asset) = cover.place,
      let path = book.sources.pictures[asset].flatMap({ pictures.path(of: $0.url) })
    {
      let caption = cover.caption.map { "<figcaption>\(escaped($0))</figcaption>" } ?? ""
      after.append(
        "<figure><img src=\"\(path)\" alt=\"\(escaped(cover.alternative))\"/>\(caption)</figure>")
    }
    return chapter(
      names[article.url] ?? "", article.title, before: before, after: after,
      book.text(of: article.source), kind: "chapter", role: "doc-chapter")
  }

  private func chapter(
    _ name: String, _ title: String, before: [String], after: [String], _ html: [UInt8],
    kind: String, role: String
  ) -> Ebook.Document {
    let head =
      [
        "<section epub:type=\"\(kind)\" role=\"\(role)\" aria-labelledby=\"chapter-title\">",
        "<header>",
      ]
      + before + ["<h1 id=\"chapter-title\">\(escaped(title))</h1>"] + after + ["</header>", ""]
    let text = XHTMLText(link: link, picture: pictures.path(of:))
    let body =
      Array(head.joined(separator: "\n").utf8) + text.converted(html) + Array("</section>\n".utf8)
    return Ebook.Document(name: name, title: title, body: body, kind: "bodymatter")
  }

  /// Where a link of a text leads in the book: to another of its documents, or out of it.
  private func link(_ address: String) -> String? {
    guard address.hasPrefix("/"), !address.hasPrefix("//") else { return address }
    let end = address.firstIndex { $0 == "#" || $0 == "?" } ?? address.endIndex
    let (path, rest) = (String(address[..<end]), address[end...])
    if let name = names[path] { return name + (rest.hasPrefix("?") ? "" : rest) }
    if path == book.issue.url { return rest == "#letter" ? Self.letterName : Self.contentsName }
    return book.sources.baseURL.map { $0 + address }
  }

  // MARK: - Colophon

  private func colophon() -> Ebook.Document {
    let publication = book.sources.publication
    var lines = ["<h1>\(escaped(words.colophon))</h1>", "<p>\(escaped(book.title))</p>"]
    lines.append("<p>\(escaped(words.published(book.wording.date(book.issue.date))))</p>")
    if let base = book.sources.baseURL {
      let address = escaped(base + book.issue.url)
      lines.append("<p><a href=\"\(address)\">\(address)</a></p>")
    }
    lines += publication.site.footer.map { "<p>\(escaped($0))</p>" }
    if let head = book.issue.ledgerHead {
      lines.append("<p>\(escaped(words.ledger))<br/><code>\(escaped(head))</code></p>")
    }
    let body =
      "<section class=\"colophon\" epub:type=\"colophon\" role=\"doc-colophon\">\n"
      + lines.joined(separator: "\n") + "\n</section>\n"
    return Ebook.Document(
      name: Self.colophonName, title: words.colophon, body: Array(body.utf8), kind: "backmatter")
  }
}
