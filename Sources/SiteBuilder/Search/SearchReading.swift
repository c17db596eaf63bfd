import Packing

/// A page that search finds: where it is and what its line in a list of results says.
struct SearchDocument: Sendable, Hashable {
  /// The path in the output folder.
  let file: String
  let url: String
  /// What it is and of which day: 营造 · 2026年11月7日.
  let note: String
}

/// What search has read on a page as it stands in the folder.
struct SearchReading: Sendable {
  let title: String
  /// Whether some of its characters are Traditional ones.
  let isTraditional: Bool
  let terms: SearchTerms
  /// Of all that search reads of the page.
  let digest: Digest64

  /// - Parameter page: the bytes of the page; none for a page that is not there.
  init(_ page: [UInt8]) {
    let text = SearchText(page)
    terms = SearchTerms(text)
    title = String(decoding: text.bytes[text.title], as: UTF8.self)
    isTraditional = SearchFolding.isTraditional(text.bytes)
    digest = Self.digest(of: text)
  }

  private static func digest(of text: SearchText) -> Digest64 {
    var writer = PackedWriter()
    writer.append(text.bytes)
    writer.append(text.title.count)
    writer.append(text.title.lowerBound)
    return Digest64(of: writer.bytes)
  }
}
