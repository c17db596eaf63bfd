import CivilTime
public import Packing

/// Entries of articles in a form that is read a hundred times as fast as their front matter: for the
/// cache of a build. All other files are few, and are simply read again.
extension ContentEntry {
  /// Writes an article's entry but for its path.
  ///
  /// - Returns: false, and nothing is written, where the file is no article.
  public func pack(into writer: inout PackedWriter) -> Bool {
    guard case .article(let draft) = content else { return false }
    writer.append(diagnostics) { $0.pack(into: &$1) }
    draft.pack(into: &writer)
    return true
  }

  /// Reads what `pack` wrote.
  ///
  /// - Parameters:
  ///   - reader: stands where the entry begins.
  ///   - path: the file's path from the content folder.
  ///   - text: its place in `ContentTree.texts`.
  ///   - root: the content folder as diagnostics show it.
  public init(unpacking reader: inout PackedReader, path: String, text: Int, root: String) {
    let diagnostics = reader.list { Diagnostic(unpacking: &$0, root: root, path: path) }
    let draft = ArticleDraft(unpacking: &reader, path: path, text: text)
    self.init(path: path, diagnostics: diagnostics, content: .article(draft))
  }
}

extension ArticleDraft {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.append(article.source.body.lowerBound)
    writer.append(article.source.body.count)
    writer.append(article.source.bodyLine)
    writer.append(article.slug)
    writer.append(article.url)
    writer.append(article.kind == .news)
    writer.append(article.title)
    writer.append(article.titleOrigin.number)
    writer.append(article.credit)
    writer.append(article.summary)
    writer.append(article.cover != nil)
    article.cover?.pack(into: &writer)
    writer.append(signed: article.date.map { Int64($0.daysSinceEpoch) })
    writer.append(signed: article.publish?.milliseconds)
    writer.append(signed: article.order.map { Int64($0) })
    writer.append(article.notice?.rawValue)
    writer.append(article.isContribution)
    writer.append(article.isForMembers)
    writer.append(article.isDraft)
    writer.append(issueFolder)
    for located in [column, photographer] {
      writer.append(located != nil)
      located?.pack(into: &writer)
    }
    writer.append(authors) { $0.pack(into: &$1) }
    writer.append(tags) { $0.pack(into: &$1) }
  }

  fileprivate init(unpacking reader: inout PackedReader, path: String, text: Int) {
    let start = reader.number()
    let length = reader.number()
    let (end, isTooFar) = start.addingReportingOverflow(length)
    if isTooFar { reader.refuse() }
    let source = Source(
      path: path, text: text, body: isTooFar ? 0..<0 : start..<end, bodyLine: reader.number())
    let slug = reader.text()
    let url = reader.text()
    let isNews = reader.flag()
    let title = reader.text()
    var article = Article(
      id: 0, source: source, slug: slug, url: url, kind: isNews ? .news : .article, notice: nil,
      title: title,
      titleOrigin: Article.TitleOrigin(number: reader.number()), issue: nil, column: nil,
      authors: [], photographer: nil, credit: nil, summary: nil, cover: nil, tags: [], date: nil,
      publish: nil, order: nil, isContribution: false, isForMembers: false, isDraft: false)
    article.credit = reader.optionalText()
    article.summary = reader.optionalText()
    article.cover = reader.flag() ? Picture(unpacking: &reader) : nil
    article.date = reader.optionalSigned().map { Day(daysSinceEpoch: Int($0)) }
    article.publish = reader.optionalSigned().map { Instant(milliseconds: $0) }
    article.order = reader.optionalSigned().map { Int($0) }
    article.notice = reader.optionalText().flatMap(Article.Notice.init(rawValue:))
    article.isContribution = reader.flag()
    article.isForMembers = reader.flag()
    article.isDraft = reader.flag()
    let folder = reader.optionalText()
    let column = reader.flag() ? Located(unpacking: &reader) : nil
    let photographer = reader.flag() ? Located(unpacking: &reader) : nil
    self.init(
      article: article, issueFolder: folder, column: column,
      authors: reader.list { Located(unpacking: &$0) }, photographer: photographer,
      tags: reader.list { Located(unpacking: &$0) })
  }
}

extension Article.TitleOrigin {
  fileprivate var number: Int {
    switch self {
    case .frontMatter: 0
    case .heading: 1
    case .fileName: 2
    }
  }

  fileprivate init(number: Int) {
    self = number == 0 ? .frontMatter : number == 1 ? .heading : .fileName
  }
}

extension Picture {
  fileprivate func pack(into writer: inout PackedWriter) {
    switch place {
    case .asset(let path):
      writer.append(true)
      writer.append(path)
    case .external(let url):
      writer.append(false)
      writer.append(url)
    }
    writer.append(alternative)
    writer.append(caption)
    position.pack(into: &writer)
  }

  fileprivate init(unpacking reader: inout PackedReader) {
    let isAsset = reader.flag()
    let name = reader.text()
    self.init(
      place: isAsset ? .asset(name) : .external(name), alternative: reader.text(),
      caption: reader.optionalText(), position: Position(unpacking: &reader))
  }
}

extension Located<String> {
  fileprivate func pack(into writer: inout PackedWriter) {
    writer.append(value)
    position.pack(into: &writer)
  }

  fileprivate init(unpacking reader: inout PackedReader) {
    let value = reader.text()
    self.init(value, at: Position(unpacking: &reader))
  }
}
