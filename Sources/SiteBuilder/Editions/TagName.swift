/// The name of an element, folded into one number: up to eight letters and digits of any case. No
/// element that matters here has a longer one.
struct TagName: Hashable {
  let value: UInt64

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    var value: UInt64 = 0
    var place = start
    while place < bytes.count, Self.isName(bytes[place]) {
      value = value >> 56 == 0 ? value << 8 | UInt64(bytes[place] | 0x20) : .max
      place += 1
    }
    self.value = value
  }

  init(_ name: StaticString) {
    self.init(
      UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), from: 0)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
    default: false
    }
  }

  /// What an element is to a conversion.
  struct Traits: OptionSet {
    let rawValue: Int
    /// It has no end tag.
    static let void = Traits(rawValue: 1)
    /// A mark within a word, across which the word's characters belong together.
    static let mark = Traits(rawValue: 2)
    /// It stands within a word and is no part of it.
    static let beside = Traits(rawValue: 4)
    /// Its text is of no language.
    static let code = Traits(rawValue: 8)
    /// It has no markup in it.
    static let raw = Traits(rawValue: 16)
    /// Its `href` is a link.
    static let link = Traits(rawValue: 32)
    static let meta = Traits(rawValue: 64)
    static let input = Traits(rawValue: 128)
    /// It stands within a line, as marks do.
    static let inline = Traits(rawValue: 256)
  }

  var traits: Traits { Self.known[self] ?? [] }

  private static let known: [TagName: Traits] = {
    let lists: [(Traits, [StaticString])] = [
      (
        .void,
        [
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
          "source", "track", "wbr",
        ]
      ),
      (.mark, ["b", "del", "em", "i", "ins", "mark", "rb", "ruby", "s", "strong", "u", "wbr"]),
      (.beside, ["rp", "rt"]), (.code, ["code", "kbd", "pre", "samp"]),
      (.raw, ["script", "style", "textarea"]), (.link, ["a", "area", "link"]), (.meta, ["meta"]),
      (.input, ["input"]),
      (
        .inline,
        [
          "a", "abbr", "bdi", "bdo", "br", "cite", "code", "data", "dfn", "img", "kbd", "label",
          "q",
          "samp", "small", "span", "sub", "sup", "time", "var",
        ]
      ),
    ]
    var known: [TagName: Traits] = [:]
    for (traits, names) in lists {
      for name in names { known[TagName(name), default: []].formUnion(traits) }
    }
    return known
  }()
}
