import Traditional

/// Goes through the markup of one page once and notes what becomes another.
///
/// The page is our own templates' work, with raw HTML of editors in it; whatever is not understood is
/// copied as it is.
struct PageConversion {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private let page: Bytes
  private let edition: TraditionalEdition
  private let addresses: EditionAddresses
  /// Texts that are in Traditional characters already.
  private let traditional: Set<[UInt8]>
  /// Whether what comes is written in Traditional characters: `WrittenText`.
  private var isWritten = false
  /// What stands otherwise in this edition, in the order of the page.
  private var edits: [(range: Range<Int>, bytes: [UInt8])] = []
  /// Pieces of one run of text, as places in `edits`: they are converted together.
  private var run: [Int] = []
  /// The texts of a block, as places in `edits`: their quotation marks belong together, whatever links or
  /// spans are in between.
  private var block: [Int] = []
  /// The element whose text stays as it is, and how many of its name are open.
  private var kept: (name: TagName, depth: Int)?
  /// Whether the next text is a reading beside its characters.
  private var isBeside = false

  init(
    _ page: Bytes, _ edition: TraditionalEdition, _ addresses: EditionAddresses,
    keeping traditional: Set<[UInt8]> = []
  ) {
    self.page = page
    self.traditional = traditional
    self.edition = edition
    self.addresses = addresses
  }

  mutating func converted() -> [UInt8] {
    var place = 0
    while place < page.count {
      let open = page.place(of: UInt8(ascii: "<"), from: place) ?? page.count
      text(place..<open)
      place = open < page.count ? markup(at: open) : open
    }
    endRun()
    endBlock()
    var output: [UInt8] = []
    output.reserveCapacity(page.count + 1024)
    var copied = 0
    for edit in edits {
      output += page[copied..<edit.range.lowerBound]
      output += edit.bytes
      copied = edit.range.upperBound
    }
    output += page[copied...]
    return output
  }

  // MARK: - Text

  private mutating func text(_ range: Range<Int>) {
    guard !range.isEmpty, kept == nil, !isWritten else { return }
    if isBeside {
      convert(range)
      return
    }
    run.append(edits.count)
    edits.append((range, []))
  }

  /// Converts the pieces of a run, all at once.
  private mutating func endRun() {
    defer { run.removeAll(keepingCapacity: true) }
    let pieces = run.drop { !isChinese(edits[$0].range) }
    guard let last = pieces.lastIndex(where: { isChinese(edits[$0].range) }) else {
      for place in run { edits[place].bytes = Array(page[edits[place].range]) }
      block += run
      return
    }
    let whole = pieces[...last]
    for place in run[..<whole.startIndex] + run[(last + 1)...] {
      edits[place].bytes = Array(page[edits[place].range])
    }
    guard let first = whole.first, let end = whole.last else { return }
    // What is blank at the ends is no part of the text.
    let lead = page[edits[first].range].prefix { $0 <= 0x20 }
    let tail = Array(page[edits[end].range].reversed().prefix { $0 <= 0x20 }.reversed())
    var joined: [UInt8] = []
    for place in whole {
      if place != first { joined.append(Converter.separator) }
      var range = edits[place].range
      if place == first { range = range.lowerBound + lead.count..<range.upperBound }
      if place == end { range = range.lowerBound..<range.upperBound - tail.count }
      joined += page[range]
    }
    let written = traditional.contains(joined) ? joined : edition.written(joined)
    // Who has written a text has written its quotation marks.
    if written == nil { block += run }
    let result = (written ?? edition.converted(joined)).split(
      separator: Converter.separator, omittingEmptySubsequences: false)
    // A given text is one piece; anything else comes back as it went.
    guard result.count == whole.count else {
      for place in whole { edits[place].bytes = Array(page[edits[place].range]) }
      return
    }
    for (place, piece) in zip(whole, result) {
      edits[place].bytes = (place == first ? Array(lead) : []) + piece + (place == end ? tail : [])
    }
  }

  /// Converts the quotation marks of a block, if there is any Chinese in it.
  private mutating func endBlock() {
    defer { block.removeAll(keepingCapacity: true) }
    guard block.contains(where: { edits[$0].bytes.contains(0xE2) }),
      block.contains(where: { QuotationMarks.isChinese(edits[$0].bytes) })
    else { return }
    var joined = block.flatMap { edits[$0].bytes }
    QuotationMarks.convert(&joined)
    var start = 0
    for place in block {
      let end = start + edits[place].bytes.count
      edits[place].bytes = Array(joined[start..<end])
      start = end
    }
  }

  /// Converts a text that stands alone.
  private mutating func convert(_ range: Range<Int>) {
    guard isChinese(range) else { return }
    edits.append((range, edition.text(Array(page[range]))))
  }

  /// Whether any character may be Chinese: in UTF-8 those begin with E3 or more.
  private func isChinese(_ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place < range.upperBound {
      if page[place] >= 0xE3 { return true }
      place += 1
    }
    return false
  }

  // MARK: - Markup

  /// Takes what begins with a `<`; returns where it ends.
  private mutating func markup(at open: Int) -> Int {
    guard open + 1 < page.count else {
      text(open..<page.count)
      return page.count
    }
    switch page[open + 1] {
    case UInt8(ascii: "!"):
      if page.holds("<!--", at: open) {
        if let end = mark(at: open) { return end }
        return find("-->", from: open + 4).map { $0 + 3 } ?? page.count
      }
      return find(">", from: open).map { $0 + 1 } ?? page.count
    case UInt8(ascii: "/"): return endTag(at: open)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return startTag(at: open)
    default:
      text(open..<open + 1)
      return open + 1
    }
  }

  /// Takes a mark of a written text away; nil where it is none.
  private mutating func mark(at open: Int) -> Int? {
    for (mark, begins) in [(WrittenText.start, true), (WrittenText.end, false)] {
      let end = open + mark.count
      guard end <= page.count, page[open..<end].elementsEqual(mark) else { continue }
      endRun()
      isWritten = begins
      edits.append((open..<end, []))
      return end
    }
    return nil
  }

  private mutating func endTag(at open: Int) -> Int {
    let end = find(">", from: open).map { $0 + 1 } ?? page.count
    let name = TagName(page, from: open + 2)
    if let kept, kept.name == name {
      self.kept = kept.depth > 1 ? (name, kept.depth - 1) : nil
    }
    let traits = name.traits
    if traits.contains(.beside) {
      isBeside = false
    } else if !traits.contains(.mark) {
      endRun()
      if !traits.contains(.inline) { endBlock() }
    }
    return end
  }

  private mutating func startTag(at open: Int) -> Int {
    let name = TagName(page, from: open + 1)
    let traits = name.traits
    guard let tag = TagReader(page, after: open + 1) else { return page.count }
    if traits.isDisjoint(with: [.beside, .mark]) {
      endRun()
      if !traits.contains(.inline) { endBlock() }
    }
    let staysAsItIs = tag.staysAsItIs
    // The other edition is named in its own script, and its address is meant.
    if !tag.has(.hreflang) {
      attributes(of: tag, traits, keepsText: kept != nil || staysAsItIs || isWritten)
    }
    if let written = tag.written, kept == nil, !isWritten {
      endRun()
      let end = find("</", from: tag.end) ?? page.count
      edits.append((tag.end..<end, Array(page[written])))
      return end
    }
    if traits.contains(.raw) { return rawText(name, from: tag.end, isData: tag.isData) }
    if traits.contains(.beside) { isBeside = true }
    if traits.contains(.void) { return tag.end }
    if let kept {
      if kept.name == name { self.kept = (name, kept.depth + 1) }
    } else if staysAsItIs || traits.contains(.code) {
      endRun()
      kept = (name, 1)
    }
    return tag.end
  }

  /// What stands between a start tag and its end tag without any markup; returns where that ends.
  private mutating func rawText(_ name: TagName, from start: Int, isData: Bool) -> Int {
    var place = start
    while let close = find("</", from: place) {
      if TagName(page, from: close + 2) == name {
        if isData, kept == nil { data(start..<close) }
        return close
      }
      place = close + 2
    }
    return page.count
  }

  private mutating func attributes(
    of tag: TagReader, _ traits: TagName.Traits, keepsText: Bool
  ) {
    for attribute in tag.attributes where !attribute.value.isEmpty {
      switch attribute.kind {
      case .href where traits.contains(.link): move(attribute.value)
      // Looking something up leads to a page; what is posted goes where it went.
      case .action: move(attribute.value)
      case .lang where !keepsText && tag.isSimplified(attribute.value):
        edits.append((attribute.value, Array(TraditionalEdition.language.utf8)))
      case .content where traits.contains(.meta):
        tag.isAddress ? move(attribute.value) : convertUnlessAddress(attribute.value)
      case .forPeople where !keepsText: convert(attribute.value)
      case .value where traits.contains(.input) && !keepsText && tag.isButton:
        convert(attribute.value)
      default: break
      }
    }
  }

  private mutating func move(_ range: Range<Int>) {
    if let moved = addresses.moved(page[range]) { edits.append((range, moved)) }
  }

  private mutating func convertUnlessAddress(_ range: Range<Int>) {
    if find("://", from: range.lowerBound).map({ $0 < range.upperBound }) ?? false { return }
    convert(range)
  }

  /// The texts of a JSON document: strings with Chinese in them that are no addresses, addresses of
  /// pages that the edition has, and the language.
  private mutating func data(_ range: Range<Int>) {
    var place = range.lowerBound
    while let quote = page.place(of: UInt8(ascii: "\""), from: place), quote < range.upperBound {
      var end = quote + 1
      while end < range.upperBound, page[end] != UInt8(ascii: "\"") {
        end += page[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard end < range.upperBound else { return }
      let text = quote + 1..<end
      if page[text].elementsEqual("zh-Hans".utf8) {
        edits.append((text, Array(TraditionalEdition.language.utf8)))
      } else if let moved = addresses.moved(page[text]) {
        edits.append((text, moved))
      } else if page[text].first != UInt8(ascii: "/") {
        convertUnlessAddress(text)
      }
      place = end + 1
    }
  }

  // MARK: - Looking

  private func find(_ text: StaticString, from start: Int) -> Int? {
    var place = start
    while let found = page.place(of: text.utf8Start[0], from: place) {
      if page.holds(text, at: found) { return found }
      place = found + 1
    }
    return nil
  }
}
