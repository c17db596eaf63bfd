import Glibc

/// The attributes of one start tag.
struct TagReader {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  struct Attribute {
    /// What it is to a conversion.
    enum Kind {
      /// People read it or hear it. What themes hand to their scripts, to be shown, is in `data-…`.
      case forPeople
      case href, action, hreflang, lang, content, value, type, translate, `class`, property
      /// What the element's text is in Traditional characters, written by hand.
      case written
      case other
    }

    var kind: Kind
    var name: Range<Int>
    /// Without its quotation marks.
    var value: Range<Int>
  }

  private(set) var attributes: [Attribute] = []
  /// Where the tag ends.
  private(set) var end: Int
  private let page: Bytes

  /// Reads a tag; nil where it never ends.
  init?(_ page: Bytes, after name: Int) {
    self.page = page
    end = name
    while end < page.count, !Self.isBlank(page[end]), !Self.isEnd(page[end]) { end += 1 }
    while true {
      while end < page.count, Self.isBlank(page[end]) || page[end] == UInt8(ascii: "/") { end += 1 }
      guard end < page.count else { return nil }
      if page[end] == UInt8(ascii: ">") {
        end += 1
        return
      }
      guard let attribute = attribute() else { return nil }
      attributes.append(attribute)
    }
  }

  private mutating func attribute() -> Attribute? {
    let start = end
    end += 1
    while end < page.count, !Self.isBlank(page[end]), !Self.isEnd(page[end]),
      page[end] != UInt8(ascii: "=")
    { end += 1 }
    let nameEnd = end
    let kind = kind(of: start..<nameEnd)
    var next = end
    while next < page.count, Self.isBlank(page[next]) { next += 1 }
    guard next < page.count, page[next] == UInt8(ascii: "=") else {
      return Attribute(kind: kind, name: start..<nameEnd, value: end..<end)
    }
    next += 1
    while next < page.count, Self.isBlank(page[next]) { next += 1 }
    guard next < page.count else { return nil }
    let quote = page[next]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      end = next
      while end < page.count, !Self.isBlank(page[end]), page[end] != UInt8(ascii: ">") { end += 1 }
      return Attribute(kind: kind, name: start..<nameEnd, value: next..<end)
    }
    guard let close = page.place(of: quote, from: next + 1) else { return nil }
    end = close + 1
    return Attribute(kind: kind, name: start..<nameEnd, value: next + 1..<close)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  private func kind(of name: Range<Int>) -> Attribute.Kind {
    if name.count > 5, page.holds("data-", at: name.lowerBound) {
      return name.count == 9 && page.holds("data-hant", at: name.lowerBound) ? .written : .forPeople
    }
    for (word, kind) in Self.kinds where word.utf8CodeUnitCount == name.count {
      if page.holds(word, at: name.lowerBound) { return kind }
    }
    return .other
  }

  private static let kinds: [(StaticString, Attribute.Kind)] = [
    ("alt", .forPeople), ("title", .forPeople), ("aria-label", .forPeople),
    ("aria-description", .forPeople), ("aria-roledescription", .forPeople),
    ("aria-valuetext", .forPeople), ("placeholder", .forPeople), ("label", .forPeople),
    ("abbr", .forPeople), ("href", .href), ("action", .action), ("hreflang", .hreflang),
    ("lang", .lang),
    ("xml:lang", .lang),
    ("content", .content), ("value", .value), ("type", .type), ("translate", .translate),
    ("class", .class), ("property", .property),
  ]

  // MARK: - What they say

  func has(_ kind: Attribute.Kind) -> Bool { attributes.contains { $0.kind == kind } }

  private func value(_ kind: Attribute.Kind, is words: StaticString...) -> Bool {
    guard let range = attributes.first(where: { $0.kind == kind })?.value else { return false }
    return words.contains { self.is(range, $0) }
  }

  private func `is`(_ range: Range<Int>, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount && page.holds(word, at: range.lowerBound)
  }

  /// Whether the text of the element is in no Simplified Chinese, or somebody has said that it is to
  /// stay: `translate="no"`, `class="no-convert"`, another language.
  var staysAsItIs: Bool {
    if attributes.isEmpty { return false }
    if has(.hreflang) || value(.translate, is: "no") { return true }
    for attribute in attributes {
      if attribute.kind == .lang, !isSimplified(attribute.value) { return true }
      if attribute.kind == .class, names("no-convert", in: attribute.value) { return true }
    }
    return false
  }

  private func names(_ word: StaticString, in range: Range<Int>) -> Bool {
    guard range.count >= word.utf8CodeUnitCount else { return false }
    for name in page[range].split(separator: 0x20)
    where self.is(name.startIndex..<name.endIndex, word) { return true }
    return false
  }

  func isSimplified(_ language: Range<Int>) -> Bool {
    ["zh-Hans", "zh-CN", "zh"].contains { self.is(language, $0) }
  }

  /// What stands in place of its text in Traditional characters; nil where nobody has written that.
  var written: Range<Int>? { attributes.first { $0.kind == .written }?.value }

  /// Whether this is an input's button, whose value is what stands on it.
  var isButton: Bool { value(.type, is: "submit", "button", "reset") }

  /// Whether this is a `<meta>` that holds the page's own address.
  var isAddress: Bool { value(.property, is: "og:url") }

  /// Whether this is a script that holds data for search engines.
  var isData: Bool { value(.type, is: "application/ld+json") }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether a word stands at a place, whatever its capitals.
  func holds(_ word: StaticString, at place: Int) -> Bool {
    guard let start = baseAddress, count - place >= word.utf8CodeUnitCount else { return false }
    return strncasecmp(
      UnsafeRawPointer(start + place).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(word.utf8Start).assumingMemoryBound(to: CChar.self),
      word.utf8CodeUnitCount) == 0
  }

  /// Whether these bytes are a word, whatever its capitals.
  func names(_ word: StaticString, _ range: Range<Int>) -> Bool {
    range.count == word.utf8CodeUnitCount && holds(word, at: range.lowerBound)
  }

  /// Whether a start tag's name can begin at a place, behind its `<`.
  func beginsName(at place: Int) -> Bool {
    place < count && (0x61...0x7A).contains(self[place] | 0x20)
  }

  /// Where a byte stands next.
  func place(of byte: UInt8, from place: Int) -> Int? {
    guard let start = baseAddress, place < count,
      let found = memchr(start + place, Int32(byte), count - place)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }
}
