import Packing

/// A page that search finds: where it is and what its line in a list of results says.
struct SearchDocument: Sendable, Hashable {
  /// The path in the output folder.
  let file: String
  let url: String
  /// What it is and of which day: 营造 · 2026年11月7日.
  let note: String
}

/// What search has read on a page as it stands in the folder, but for its terms.
struct SearchFace: Sendable {
  let title: String
  /// Whether some of its characters are Traditional ones.
  let isTraditional: Bool
  /// Of all that search reads of the page.
  let digest: Digest64

  /// Reads a page and notes its terms.
  ///
  /// - Parameters:
  ///   - text: what the page says.
  ///   - document: its number.
  ///   - notes: gets its terms.
  init(_ text: SearchText, _ document: Int, _ notes: inout SearchTokenizer) {
    isTraditional = notes.take(text, document)
    title = String(decoding: text.bytes[text.title], as: UTF8.self)
    digest = Self.digest(of: text)
  }

  private static func digest(of text: SearchText) -> Digest64 {
    var writer = PackedWriter()
    writer.reserve(text.bytes.count + 16)
    writer.append(text.bytes)
    writer.append(text.title.count)
    writer.append(text.title.lowerBound)
    return Digest64(of: writer.bytes)
  }
}

/// All that search has read on one page.
struct SearchReading: Sendable {
  let face: SearchFace
  let terms: SearchTerms

  /// - Parameter page: the bytes of the page; none for a page that is not there.
  init(_ page: [UInt8]) {
    var notes = SearchTokenizer(limit: 0)
    face = SearchFace(SearchText(page), 0, &notes)
    terms = SearchTerms(&notes)
  }
}
