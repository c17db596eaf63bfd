import CivilTime
import Crypto
import Magazine

/// The package document of a book: what it is, what is in it, in which order it is read, and what it
/// offers to whoever cannot see it.
struct EbookPackage {
  private let book: Ebook
  private let documents: [Ebook.Document]
  private let pictures: EbookPictures

  init(_ book: Ebook, _ documents: [Ebook.Document], _ pictures: EbookPictures) {
    self.book = book
    self.documents = documents
    self.pictures = pictures
  }

  func bytes() -> [UInt8] {
    var xml = XMLText()
    xml.markup(
      "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"book\" "
        + "xml:lang=\"\(book.language)\">\n")
    metadata(&xml)
    manifest(&xml)
    xml.markup("<spine>\n")
    for document in documents { xml.markup("<itemref idref=\"\(Self.id(document.name))\"/>\n") }
    xml.markup("</spine>\n</package>\n")
    return xml.bytes
  }

  private func metadata(_ xml: inout XMLText) {
    let issue = book.issue
    let publication = book.sources.publication
    xml.markup("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n")
    xml.element("dc:identifier", identifier, attributes: "id=\"book\"")
    xml.element("dc:title", book.text(book.title))
    xml.element("dc:language", book.language)
    var authors: [String] = []
    for id in book.articles {
      for byline in publication.articles[id].authors where !authors.contains(byline.name) {
        authors.append(byline.name)
      }
    }
    for author in authors { xml.element("dc:creator", book.text(author)) }
    xml.element("dc:publisher", book.text(publication.club?.name ?? publication.site.title))
    xml.element("dc:date", issue.date.iso)
    if let summary = issue.summary { xml.element("dc:description", book.text(summary)) }
    func meta(_ property: String, _ text: String, _ more: String = "") {
      xml.element("meta", text, attributes: "property=\"\(property)\"\(more)")
    }
    // The moment of publication and not of the build: the same issue is the same file.
    meta("dcterms:modified", "\(issue.date.iso)T00:00:00Z")
    meta("belongs-to-collection", book.text(book.magazine), " id=\"series\"")
    meta("collection-type", "series", " refines=\"#series\"")
    if let number = issue.number { meta("group-position", "\(number)", " refines=\"#series\"") }
    for mode in ["textual", "visual"] { meta("schema:accessMode", mode) }
    meta("schema:accessModeSufficient", "textual")
    for feature in [
      "alternativeText", "displayTransformability", "readingOrder", "structuralNavigation",
      "tableOfContents",
    ] { meta("schema:accessibilityFeature", feature) }
    meta("schema:accessibilityHazard", "none")
    meta(
      "schema:accessibilitySummary",
      book.text(EbookWords(publication.site.language).accessibility))
    xml.markup("</metadata>\n")
  }

  private func manifest(_ xml: inout XMLText) {
    xml.markup("<manifest>\n")
    func item(_ name: String, _ type: String, _ properties: String? = nil) {
      let more = properties.map { " properties=\"\($0)\"" } ?? ""
      xml.markup("<item id=\"\(Self.id(name))\" href=\"\(name)\" media-type=\"\(type)\"\(more)/>\n")
    }
    for document in documents {
      item(
        document.name, "application/xhtml+xml",
        document.name == EbookPages.contentsName ? "nav" : nil)
    }
    item("style.css", "text/css")
    // The first picture is the cover.
    for (place, picture) in pictures.all.enumerated() {
      item(picture.path, picture.type, place == 0 ? "cover-image" : nil)
    }
    xml.markup("</manifest>\n")
  }

  private static func id(_ name: String) -> String {
    "i-" + String(name.map { $0 == "/" || $0 == "." ? "-" : $0 })
  }

  /// The same for the same book of the same magazine, whatever becomes of its text.
  private var identifier: String {
    let name =
      (book.sources.baseURL ?? book.sources.publication.site.title) + book.issue.url + book.language
    var hash = SHA256()
    Array(name.utf8).withUnsafeBytes { hash.update(bufferPointer: $0) }
    var bytes = Array(hash.finalize().prefix(16))
    // A UUID of version 8: made by a rule of our own.
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(place) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return "urn:uuid:" + String(decoding: text, as: UTF8.self)
  }
}
