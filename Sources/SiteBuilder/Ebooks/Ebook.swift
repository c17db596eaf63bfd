import CivilTime
import Magazine
import Packing
import Zip

/// An issue as a book: EPUB 3.3, in one script.
///
/// What is in it depends on the content alone, so that the same issue is the same file for ever.
struct Ebook {
  let issue: Issue
  let sources: PageSources
  /// The Traditional edition, for its book.
  let edition: EditionTexts?
  /// Hands out a file of the site by its path in the output folder; nil where there is none.
  let file: (String) -> [UInt8]?

  /// A document of the book, in the order in which it is read.
  struct Document {
    var name: String
    var title: String
    var body: [UInt8]
    /// What it is, in the vocabulary of EPUB.
    var kind: String
  }

  /// The files of the book, in their order in the archive.
  func files() -> [ZipArchive.File] {
    let pictures = EbookPictures(file: file)
    let pages = EbookPages(self, pictures)
    let documents = pages.documents()
    let package = EbookPackage(self, documents, pictures)
    let texts = documents.map { document in
      ZipArchive.File("EPUB/\(document.name)", converted(pages.xhtml(document)))
    }
    return [
      ZipArchive.File("mimetype", Array("application/epub+zip".utf8), isStored: true),
      ZipArchive.File("META-INF/container.xml", Array(Self.container.utf8)),
      ZipArchive.File("EPUB/package.opf", package.bytes()),
    ] + texts + [ZipArchive.File("EPUB/style.css", Array(Self.style.utf8))]
      + pictures.all.map { picture in
        ZipArchive.File(
          "EPUB/\(picture.path)", converted(picture), isStored: picture.isPacked)
      }
  }

  private func converted(_ document: [UInt8]) -> [UInt8] {
    edition.map { $0.texts.page(document, $0.addresses) } ?? document
  }

  private func converted(_ picture: EbookPictures.Picture) -> [UInt8] {
    picture.isOurs ? converted(picture.bytes) : picture.bytes
  }

  /// A text in the script of the book.
  func text(_ text: String) -> String { edition?.texts.text(text) ?? text }

  /// The text of a content file, in Traditional characters already where somebody has written it so.
  func text(of source: Source) -> [UInt8] {
    sources.feedText(of: source, isTraditional: edition != nil)
  }

  var language: String {
    edition == nil ? sources.publication.site.language.rawValue : TraditionalEdition.language
  }

  /// The magazine's name.
  var magazine: String { sources.publication.club?.magazine ?? sources.publication.site.title }

  /// 《檐声》第27期：听雨, not yet converted.
  var title: String {
    let wording = wording
    let label = issue.number.map { wording.issue($0) }
    return wording.pair(
      wording.magazine(magazine)
        + (label.map { wording.language == .english ? " \($0)" : $0 } ?? ""),
      issue.title)
  }

  var wording: Wording { Wording(language: sources.publication.site.language) }

  /// The articles in the order of the contents, as places in `Publication.articles`.
  var articles: [Int] { sources.publication.contents(of: issue).flatMap(\.articles.ids) }

  // MARK: - Where it is

  /// The book's URL in an edition.
  static func url(of issue: Issue, isTraditional: Bool = false) -> String {
    let name = SitePath.encode(issue.slug)
    return isTraditional
      ? "\(TraditionalEdition.prefix)\(issue.url)\(name)-hant.epub" : "\(issue.url)\(name).epub"
  }

  /// The issues that have a book.
  static func issues(of publication: Publication) -> [Issue] {
    guard publication.site.hasEbooks else { return [] }
    return publication.issues.filter { !publication.articles(of: $0).isEmpty }
  }

  private static let container = """
    <?xml version="1.0" encoding="utf-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
    </container>

    """

  /// Little, so that a reader's own settings hold.
  private static let style = """
    body { line-height: 1.8; }
    h1, h2, h3 { line-height: 1.4; text-align: start; }
    p { margin: 0; text-indent: 2em; }
    header p, figure p, td p, li p, .kicker, .deck, .byline, .colophon p { text-indent: 0; }
    .kicker, .byline, figcaption, .notes { font-size: .85em; }
    .deck { margin: .5em 0; }
    header { margin-bottom: 2em; }
    figure { margin: 1.5em 0; break-inside: avoid; }
    img { max-width: 100%; height: auto; }
    .cover { margin: 0; text-align: center; }
    .cover img { max-height: 100vh; }
    blockquote { margin: 1em 2em; }
    table { border-collapse: collapse; margin: 1em 0; width: 100%; }
    th, td { padding: .25em .5em; border-bottom: 1px solid; text-align: start; }
    .r { text-align: end; }
    .c { text-align: center; }
    em { font-style: normal; -epub-text-emphasis: filled dot; text-emphasis: filled dot; text-emphasis-position: under right; }
    em:lang(en) { font-style: italic; text-emphasis: none; }
    nav ol { list-style: none; padding: 0; }
    nav ol ol { padding-inline-start: 1.5em; }
    code, .url { word-break: break-all; }

    """
}
