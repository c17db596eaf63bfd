import Synchronization

/// Names that OpenCC cannot know, and how they are written in Traditional characters.
///
/// They come before its own dictionaries, the longest that fits first: 余先生 stays 余先生 and does not
/// become 餘先生, and a street called 胡同 does not become 衚衕 where an editor says so.
public struct Names: Sendable {
  /// A name as it stands in the text, and the parts of its Traditional form.
  struct Entry: Sendable, Hashable {
    enum Part: Sendable, Hashable {
      /// Written as it is.
      case kept(String)
      /// Converted by itself.
      case converted(String)
    }

    var simplified: String
    var parts: [Part]
  }

  /// By their Simplified form, in the order of its bytes.
  private(set) var entries: [Entry] = []
  /// Places in `entries`, by the first character.
  private var places: [UInt32: [Int]] = [:]
  /// Which characters of the first plane a name begins with, a bit for each.
  private var beginnings: [UInt64] = []

  /// No names.
  public init() {}

  /// - Parameters:
  ///   - names: names of places. Each is one word, whatever stands beside it, and a lane at its end stays
  ///     one: 云塘里 is 雲塘里.
  ///   - people: people's names. The surname is written as a surname is (范, 于), and so in 范先生,
  ///     老范 and the like; names of which OpenCC makes nothing wrong are left out.
  ///   - words: anything else, and people whose given name is not what OpenCC makes of it: as it
  ///     stands in the text, and what is written for it. They come before `people`, and people before
  ///     `places`.
  public init(
    places names: [String] = [], people: some Sequence<String>, words: [String: String]
  ) {
    var found: [String: [Entry.Part]] = [:]
    for name in names {
      if let entry = PlaceName.entry(for: name) { found[entry.simplified] = entry.parts }
    }
    for person in people {
      for entry in Surname.entries(for: person) { found[entry.simplified] = entry.parts }
    }
    for (simplified, traditional) in words where !simplified.isEmpty {
      found[simplified] = [.kept(traditional)]
    }
    entries = found.map { Entry(simplified: $0.key, parts: $0.value) }
      .sorted { $0.simplified.utf8.lexicographicallyPrecedes($1.simplified.utf8) }
    guard !entries.isEmpty else { return }
    beginnings = Array(repeating: 0, count: 1 << 10)
    for (place, entry) in entries.enumerated() {
      guard let first = entry.simplified.unicodeScalars.first?.value, first < 1 << 16 else {
        continue
      }
      places[first, default: []].append(place)
      beginnings[Int(first >> 6)] |= 1 << UInt64(first & 63)
    }
  }

  /// The names that stand somewhere in a text in UTF-8: what a conversion of it can depend on.
  ///
  /// - Parameter text: the text.
  /// - Returns: the name and how it is written, one behind another; empty for most texts.
  public func mentioned(in text: some Collection<UInt8>) -> [UInt8] {
    guard !entries.isEmpty else { return [] }
    return text.withContiguousStorageIfAvailable { mentioned(in: $0) } ?? mentioned(in: Array(text))
  }

  private func mentioned(in text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var found: [Int] = []
    var place = 0
    while place + 2 < text.count {
      guard text[place] & 0xF0 == 0xE0 else {
        place += 1
        continue
      }
      let first =
        UInt32(text[place] & 0x0F) << 12 | UInt32(text[place + 1] & 0x3F) << 6
        | UInt32(text[place + 2] & 0x3F)
      if beginnings[Int(first >> 6)] & 1 << UInt64(first & 63) != 0 {
        let rest = UnsafeBufferPointer(rebasing: text[place...])
        for entry in places[first] ?? [] where !found.contains(entry) {
          if rest.starts(with: entries[entry].simplified.utf8) { found.append(entry) }
        }
      }
      place += 3
    }
    return found.sorted().reduce(into: []) { $0 += entries[$1].bytes }
  }

  /// Everything that the names say, for a digest.
  public var bytes: [UInt8] { entries.reduce(into: []) { $0 += $1.bytes } }
}

extension Names.Entry {
  fileprivate var bytes: [UInt8] {
    var bytes = Array(simplified.utf8)
    for part in parts {
      switch part {
      case .kept(let text): bytes += [2] + Array(text.utf8)
      case .converted(let text): bytes += [3] + Array(text.utf8)
      }
    }
    return bytes + [4]
  }
}
