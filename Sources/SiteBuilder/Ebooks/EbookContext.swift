import Magazine
import Theming

/// An issue's book, as its page offers it.
struct EbookContext: TemplateContext {
  var url: String
  var size: String

  /// The book of an issue; nil where it has none. Books are made before the pages that offer them.
  init?(_ issue: Issue, in sources: PageSources) {
    guard sources.publication.site.hasEbooks, !sources.publication.articles(of: issue).isEmpty,
      let bytes = sources.fileSize?(SitePath.file(of: Ebook.url(of: issue)))
    else { return nil }
    url = Ebook.url(of: issue)
    size = Self.size(bytes)
  }

  /// 812 KB, 1.4 MB.
  static func size(_ bytes: Int) -> String {
    let kilobytes = max(1, (bytes + 500) / 1000)
    guard kilobytes >= 1000 else { return "\(kilobytes) KB" }
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  static let shape = Shape<EbookContext>(
    "ebook",
    [
      .text("url", "Where the book is.") { $0.url },
      .text("size", "How large the file is: 812 KB.") { $0.size },
    ])
}
