import Magazine
import Packing
import Synchronization
import Theming
import Traditional

/// The second edition of a site, in Traditional Chinese under `/hant/`, made page by page from the
/// finished Simplified page.
///
/// What a page says is converted: its text with its quotation marks, and those attributes that people
/// read or hear. Nothing else is: code, addresses, ids, classes and values of forms are what they were. Only links to pages
/// that the edition has lead to those. One way only, and each text once.
///
/// Thread-safe.
final class TraditionalEdition: Sendable {
  /// Texts that nobody need convert, because somebody has written both forms: escaped for markup.
  private let given: [[UInt8]: [UInt8]]
  /// The same, not escaped.
  private let written: [String: String]
  /// Whether titles are among them, which stand before the site's in a `<title>`.
  private let hasTitles: Bool
  private let converter: Converter
  /// What has been converted before, by anybody.
  let known: KnownConversions
  /// Of everything that decides what comes out, but for the texts themselves.
  let digest: Digest64

  /// The part of an address before that of the Simplified page.
  static let prefix = "/hant"
  /// The same of files.
  static let folder = "hant/"
  /// What stands between a title and the site's.
  private static let beforeSite = Array(" · ".utf8)
  static let language = SiteSettings.Language.traditionalChinese.rawValue

  /// The edition that a site asks for; nil where it asks for none.
  ///
  /// - Parameters:
  ///   - publication: the magazine.
  ///   - words: the theme's own words in both scripts.
  ///   - earlier: the edition of an earlier load; what it knows is not converted again.
  convenience init?(
    _ publication: Publication, words: [(simplified: String, traditional: String)],
    after earlier: TraditionalEdition?
  ) {
    guard let standard = publication.site.traditional.flatMap({ Standard(rawValue: $0.rawValue) })
    else { return nil }
    let titles = publication.translations.sorted { $0.key < $1.key }.flatMap(\.value.pairs)
    self.init(
      standard, Self.names(publication), words: words, titles: titles, after: earlier)
  }

  init(
    _ standard: Standard, _ names: Names, words: [(simplified: String, traditional: String)],
    titles: [Translation.Pair] = [], after earlier: TraditionalEdition? = nil
  ) {
    converter = Converter(standard, names: names)
    var given: [[UInt8]: [UInt8]] = [:]
    var written: [String: String] = [:]
    var writer = PackedWriter()
    writer.append(converter.mark)
    writer.append(names.bytes)
    hasTitles = !titles.isEmpty
    // The theme's words are on every page, and a title may be one of them.
    for word in words + titles.map({ ($0.simplified, $0.traditional) }) {
      let simplified = HTML(escaping: word.simplified).bytes
      guard given[simplified] == nil else { continue }
      given[simplified] = HTML(escaping: word.traditional).bytes
      written[word.simplified] = word.traditional
      writer.append(simplified)
      writer.append(given[simplified] ?? [])
    }
    self.given = given
    self.written = written
    digest = Digest64(of: writer.bytes)
    let mark = Digest64(of: Array(converter.mark.utf8))
    known =
      earlier.flatMap { $0.known.mark == mark ? $0.known : nil } ?? KnownConversions(mark: mark)
  }

  /// Everybody who is named, the regions of the members, and what editors say of names.
  private static func names(_ publication: Publication) -> Names {
    var people = Set(publication.names.people)
    let regions = publication.club?.regions ?? []
    var words = publication.names.words
    for tag in regions + (publication.club?.segments ?? []) {
      if let title = tag.traditionalTitle { words[tag.title] = title }
    }
    for author in publication.authors {
      people.insert(author.name)
      if let name = author.traditionalName { words[author.name] = name }
    }
    for article in publication.articles {
      for byline in article.authors { people.insert(byline.name) }
      if let byline = article.photographer { people.insert(byline.name) }
      people.formUnion(article.credit.map(CreditedNames.names) ?? [])
    }
    return Names(places: regions.map(\.title), people: people, words: words)
  }

  /// Why texts stayed Simplified; nil as long as none did.
  var failure: TraditionalError? { converter.failure }

  /// A text of its own, escaped for markup.
  func text(_ text: [UInt8]) -> [UInt8] {
    written(text) ?? QuotationMarks.converted(converted(text))
  }

  /// What somebody has written for a text, escaped for markup; nil where nobody has.
  func written(_ text: [UInt8]) -> [UInt8]? {
    if let written = given[text] { return written }
    guard hasTitles, let dot = text.place(of: Self.beforeSite), dot.lowerBound > 0,
      let title = given[Array(text[..<dot.lowerBound])]
    else { return nil }
    return title + self.text(Array(text[dot.lowerBound...]))
  }

  /// A run of text but for its quotation marks, which may belong to a wider text: escaped for markup, its
  /// pieces divided by `Converter.separator`.
  func converted(_ run: [UInt8]) -> [UInt8] {
    known.conversion(of: run, mentioning: converter.names.mentioned(in: run)) {
      converter.convert(run)
    }
  }

  /// A text as it is, not escaped.
  func text(_ text: String) -> String {
    written[text] ?? String(decoding: self.text(Array(text.utf8)), as: UTF8.self)
  }

  /// A page of this edition.
  ///
  /// - Parameters:
  ///   - page: the Simplified page.
  ///   - addresses: what the edition has.
  ///   - traditional: texts on it that are in Traditional characters already, escaped for markup.
  /// - Returns: the page.
  func page(
    _ page: [UInt8], _ addresses: EditionAddresses, keeping traditional: Set<[UInt8]> = []
  ) -> [UInt8] {
    page.withUnsafeBufferPointer { bytes in
      var conversion = PageConversion(bytes, self, addresses, keeping: traditional)
      return conversion.converted()
    }
  }
}
