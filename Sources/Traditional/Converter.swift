import Synchronization

/// Turns Simplified into Traditional Chinese, with names of its own before OpenCC's dictionaries.
///
/// Thread-safe: every thread takes a handle of OpenCC's for itself and puts it back.
public final class Converter: Sendable {
  /// Stands between the pieces of a run. No text of a page has it.
  public static let separator: UInt8 = 1

  /// Which Traditional Chinese.
  public let standard: Standard
  /// The names.
  public let names: Names
  private let key: OpenCCHandles.Key
  private let state = Mutex(State())

  private struct State {
    var names: [(simplified: String, traditional: String)]?
    var failure: TraditionalError?
  }

  /// - Parameters:
  ///   - standard: which Traditional Chinese.
  ///   - names: names of people and places.
  public init(_ standard: Standard, names: Names = Names()) {
    self.standard = standard
    self.names = names
    key = OpenCCHandles.Key(standard: standard, names: names.bytes)
  }

  /// What decides what comes out beside the text and the names: the standard, and OpenCC's own
  /// dictionaries as they are on this machine.
  public var mark: String { "\(standard.rawValue) \(OpenCC.dictionaryMarks)" }

  /// Why texts came back as they were; nil as long as none did.
  public var failure: TraditionalError? { state.withLock(\.failure) }

  /// Converts a text.
  public func convert(_ text: String) -> String {
    String(decoding: convert(Array(text.utf8)), as: UTF8.self)
  }

  /// Converts a run of text in UTF-8, whose pieces marks of emphasis and the like divide: 头**发** is
  /// one word, and one character alone would become another.
  ///
  /// - Parameter run: the pieces with ``separator`` between them.
  /// - Returns: as many pieces, in the same way. Where OpenCC cannot be used, the run itself; then
  ///   ``failure`` says why.
  public func convert(_ run: [UInt8]) -> [UInt8] {
    let handle: OpenCC
    do throws(TraditionalError) {
      handle = try take()
    } catch {
      state.withLock { $0.failure = error }
      return run
    }
    defer { OpenCCHandles.putBack(handle, as: key) }
    guard run.contains(Self.separator) else { return handle.convert(run) ?? run }
    let pieces = run.split(separator: Self.separator, omittingEmptySubsequences: false)
    if let whole = handle.convert(Array(pieces.joined())),
      let divided = Self.divided(whole, like: run)
    {
      return divided
    }
    // Taiwan's word may be longer than ours; then nobody knows where the mark belongs.
    let converted = pieces.map { handle.convert(Array($0)) ?? Array($0) }
    return Array(converted.joined(separator: [Self.separator]))
  }

  /// Puts the separators of a run where they were, counted in characters; nil where a text has not as
  /// many characters as the run.
  private static func divided(_ text: [UInt8], like run: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(run.count)
    var place = 0
    for byte in run {
      if byte == separator {
        result.append(byte)
      } else if byte & 0xC0 != 0x80 {
        guard place < text.count else { return nil }
        result.append(text[place])
        place += 1
        while place < text.count, text[place] & 0xC0 == 0x80 {
          result.append(text[place])
          place += 1
        }
      }
    }
    return place == text.count ? result : nil
  }

  private func take() throws(TraditionalError) -> OpenCC {
    if let handle = OpenCCHandles.take(key) { return handle }
    if let failure { throw failure }
    let names = try writtenNames()
    return try names.isEmpty ? OpenCC(standard) : OpenCC(standard, names: names)
  }

  /// The names with their Traditional forms, of which some parts have to be converted first.
  private func writtenNames() throws(TraditionalError) -> [(
    simplified: String, traditional: String
  )] {
    if let names = state.withLock(\.names) { return names }
    var written: [(simplified: String, traditional: String)] = []
    let needsPlain = names.entries.contains { entry in
      entry.parts.contains { if case .converted = $0 { true } else { false } }
    }
    let plainKey = OpenCCHandles.Key(standard: standard, names: [])
    var plain = needsPlain ? OpenCCHandles.take(plainKey) : nil
    if needsPlain, plain == nil { plain = try OpenCC(standard) }
    defer { if let plain { OpenCCHandles.putBack(plain, as: plainKey) } }
    for entry in names.entries {
      var traditional = ""
      for part in entry.parts {
        switch part {
        case .kept(let text): traditional += text
        case .converted(let text):
          let bytes = Array(text.utf8)
          traditional += String(decoding: plain?.convert(bytes) ?? bytes, as: UTF8.self)
        }
      }
      written.append((entry.simplified, traditional))
    }
    state.withLock { $0.names = written }
    return written
  }
}
