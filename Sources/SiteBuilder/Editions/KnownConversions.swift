import Packing
import Synchronization

/// Texts and what they are in Traditional characters, so that none is converted a second time: not
/// within a build, and not by the next one. OpenCC takes a second for a megabyte.
///
/// A conversion is known by a digest of its text and of those names of the dictionary that stand in
/// it: a new name in the dictionary makes only those texts new in which it occurs. Long ones lie in a
/// file, so that memory grows with the number of texts and not with their length.
///
/// Thread-safe.
final class KnownConversions: Sendable {
  /// Of everything else that decides what comes out.
  let mark: Digest64

  /// What a build did, for its report.
  struct Cost: Sendable, Hashable {
    /// Pages of the edition that were made.
    var pages = 0
    /// Texts that were converted, and not known.
    var texts = 0
    /// What the pages took, on whatever threads.
    var time = Duration.zero
  }

  private struct State {
    var places: [Digest64: Place] = [:]
    /// Short ones are on every page: titles, menus, dates.
    var short: [Digest64: [UInt8]] = [:]
    var file: GalleyFile?
    /// Whether the file is one that stands in the output folder.
    var isKept = false
    var cost = Cost()
    /// How many bytes of the file this whole build has asked for.
    var used = 0
  }

  private struct Place {
    var offset: Int
    var count: Int32
    var isUsed: Bool
  }

  private let state = Mutex(State())

  private static let shortest = 64
  private static let name = "traditional"

  init(mark: Digest64) { self.mark = mark }

  /// A text's conversion, worked out where it is not known.
  func conversion(
    of text: [UInt8], mentioning names: [UInt8], _ work: () -> [UInt8]
  ) -> [UInt8] {
    let key = Digest64(of: names.isEmpty ? text : text + [0] + names)
    if let found = find(key) { return found }
    let made = work()
    state.withLock { state in
      state.cost.texts += 1
      keep(made, as: key, in: &state)
    }
    return made
  }

  private func find(_ key: Digest64) -> [UInt8]? {
    let (short, place, file) = state.withLock { state -> ([UInt8]?, Place?, GalleyFile?) in
      guard let place = state.places[key] else { return (nil, nil, nil) }
      if !place.isUsed {
        state.places[key]?.isUsed = true
        state.used += Int(place.count) + Self.headLength
      }
      return (state.short[key], place, state.file)
    }
    if let short { return short }
    guard let place, let file,
      let bytes = file.read(offset: place.offset, count: Int(place.count) + 8),
      Self.word(bytes[..<8]) == Digest64(of: bytes[8...]).value
    else { return nil }
    let text = Array(bytes[8...])
    if text.count <= Self.shortest { state.withLock { $0.short[key] = text } }
    return text
  }

  private func keep(_ text: [UInt8], as key: Digest64, in state: inout State) {
    if text.count <= Self.shortest { state.short[key] = text }
    guard let file = state.file,
      let offset = try? file.append(Self.record(text, as: key))
    else {
      // Nothing to keep it in: then memory has to do.
      state.short[key] = text
      state.places[key] = Place(offset: 0, count: 0, isUsed: true)
      return
    }
    state.places[key] = Place(
      offset: offset + Self.headLength - 8, count: Int32(truncatingIfNeeded: text.count),
      isUsed: true)
    state.used += text.count + Self.headLength
  }

  // MARK: - The report

  func notePage(took time: Duration) {
    state.withLock {
      $0.cost.pages += 1
      $0.cost.time += time
    }
  }

  /// What has been done since this was last asked.
  func takeCost() -> Cost {
    state.withLock { state in
      defer { state.cost = Cost() }
      return state.cost
    }
  }

  // MARK: - The file

  /// Key, length and check before each text.
  private static let headLength = 20

  private static func record(_ text: [UInt8], as key: Digest64) -> [UInt8] {
    var writer = PackedWriter()
    writer.append(word: key.value)
    var bytes = writer.bytes
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.count).littleEndian) { bytes += $0 }
    withUnsafeBytes(of: Digest64(of: text).value.littleEndian) { bytes += $0 }
    return bytes + text
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Opens what earlier builds have left in an output folder, unless something is open already.
  ///
  /// - Parameters:
  ///   - folder: the folder, whose lock is held.
  ///   - scratch: where a file may lie that nobody keeps.
  ///   - isKept: whether the next build shall find what this one converts.
  func open(in folder: OutputFolder, scratch: [String], isKept: Bool) {
    state.withLock { state in
      guard state.file == nil else { return }
      state.isKept = isKept
      if isKept, let file = GalleyFile(continuing: "\(folder.path)/.huikan/\(Self.name)"),
        let places = places(in: file)
      {
        state.file = file
        state.places = places
        return
      }
      state.file = try? GalleyFile(in: isKept ? ["\(folder.path)/.huikan"] : scratch)
      _ = try? state.file?.append(Self.record([], as: begin))
      if isKept, let file = state.file { folder.link(file, as: Self.name) }
    }
  }

  /// The first record tells whose the file is.
  private var begin: Digest64 {
    var writer = PackedWriter()
    writer.append(word: mark.value)
    writer.append(word: BuildCache.program?.value ?? 0)
    return Digest64(of: writer.bytes)
  }

  /// Where the texts of a file stand; nil where it is another's, or ends in the middle of a text.
  private func places(in file: GalleyFile) -> [Digest64: Place]? {
    guard let bytes = file.read(offset: 0, count: file.count) else { return nil }
    var places: [Digest64: Place] = [:]
    var place = 0
    while place < bytes.count {
      guard place + Self.headLength <= bytes.count else { return nil }
      let key = Digest64(value: Self.word(bytes[place..<place + 8]))
      let count = Int(Self.word(bytes[place + 8..<place + 12]))
      if place == 0, key != begin || count != 0 { return nil }
      guard place + Self.headLength + count <= bytes.count else { return nil }
      places[key] = Place(offset: place + 12, count: Int32(count), isUsed: false)
      place += Self.headLength + count
    }
    return bytes.isEmpty ? nil : places
  }

  /// Begins to count what a whole build asks for.
  func beginWhole() {
    state.withLock { state in
      for key in state.places.keys { state.places[key]?.isUsed = false }
      state.used = 0
    }
  }

  /// Leaves out what a whole build has not asked for, where that is most of the file.
  func endWhole(in folder: OutputFolder) {
    state.withLock { state in
      guard state.isKept, let old = state.file, old.count > 2 * state.used + (1 << 20),
        let fresh = try? GalleyFile(in: ["\(folder.path)/.huikan"]),
        (try? fresh.append(Self.record([], as: begin))) != nil
      else { return }
      var places: [Digest64: Place] = [:]
      for (key, place) in state.places where place.isUsed {
        guard let bytes = old.read(offset: place.offset, count: Int(place.count) + 8),
          let offset = try? fresh.append(Self.record(Array(bytes[8...]), as: key))
        else { return }
        places[key] = Place(offset: offset + 12, count: place.count, isUsed: true)
      }
      state.places = places
      state.file = fresh
      folder.link(fresh, as: Self.name)
    }
  }
}
