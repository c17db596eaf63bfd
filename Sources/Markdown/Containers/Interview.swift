/// How the speakers of an interview are written at the begin of their paragraphs: 问：, 答：, and what
/// its attributes declare: `{问=顾南屏 沈=沈砚}`.
struct SpeakerMarks {
  private struct Speaker {
    var mark: [UInt8]
    /// The name to show.
    var name: String
    var asks: Bool

    init(_ mark: String, _ name: String, asks: Bool? = nil) {
      self.mark = Array(mark.utf8)
      self.name = name
      self.asks = asks ?? SpeakerMarks.asks(mark)
    }
  }

  private let speakers: [Speaker]
  /// Whether the author declared who speaks.
  private let areDeclared: Bool

  /// An interview has a few speakers; every line is compared with each of them.
  private static let mostDeclared = 32
  private static let asking = ["问", "問", "Q"]
  private static let answering = ["答", "A"]
  /// A speaker's mark has as many characters at most, where it is guessed.
  private static let longestStranger = 6

  init(_ attributes: [MarkdownContainer.Attribute]) {
    let declared = attributes.prefix(SpeakerMarks.mostDeclared)
    let known = SpeakerMarks.asking + SpeakerMarks.answering
    areDeclared = !declared.isEmpty
    speakers =
      declared.map { Speaker($0.name, $0.value) }
      + declared.flatMap { speaker -> [Speaker] in
        // A declared name is a mark too, in the source and as it stands in the markup.
        let named = Speaker(speaker.value, speaker.value, asks: SpeakerMarks.asks(speaker.name))
        var escaped = named
        escaped.mark = []
        escaped.mark.append(escaped: speaker.value)
        return named.mark.isEmpty ? [] : named.mark == escaped.mark ? [named] : [named, escaped]
      } + known.map { Speaker($0, $0) }
  }

  private static func asks(_ mark: String) -> Bool { asking.contains(mark) }

  /// A speaker's mark as it stands before what is said.
  struct Label {
    /// The name to show.
    var speaker: String
    /// Whether it is a mark of somebody who asks.
    var asks: Bool
    /// Where what is said begins.
    var end: Int
  }

  /// The label at `start`, in the source or in the markup, with strong emphasis or without.
  func label(in text: Bytes, at start: Int) -> Label? {
    let strong: [(open: StaticString, close: StaticString)] = [
      ("<strong>", "</strong>"), ("**", "**"), ("__", "__"),
    ]
    let marks = strong.first { text.matches($0.open, at: start) }
    let nameStart = start + (marks?.open.utf8CodeUnitCount ?? 0)
    for speaker in speakers
    where text.count - nameStart > speaker.mark.count
      && text[nameStart...].starts(with: speaker.mark)
    {
      let nameEnd = nameStart + speaker.mark.count
      guard var end = end(of: text, behind: nameEnd, closing: marks?.close) else { continue }
      while end < text.count, text[end] == 0x20 { end += 1 }
      return Label(speaker: speaker.name, asks: speaker.asks, end: end)
    }
    return nil
  }

  /// Where the colon behind a mark ends, and the strong emphasis around the mark, which may hold
  /// the colon.
  private func end(of text: Bytes, behind nameEnd: Int, closing: StaticString?) -> Int? {
    guard let closing else { return colon(in: text, at: nameEnd) }
    let length = closing.utf8CodeUnitCount
    if text.matches(closing, at: nameEnd) { return colon(in: text, at: nameEnd + length) }
    guard let end = colon(in: text, at: nameEnd), text.matches(closing, at: end) else {
      return nil
    }
    return end + length
  }

  /// What looks like a speaker's mark at the begin of a line and is none: `傅：`, where speakers are
  /// declared and 傅 is not among them. Nil for 他说：, for 12：30 and before a quotation.
  func stranger(in line: Bytes) -> String? {
    guard areDeclared, label(in: line, at: 0) == nil else { return nil }
    let start = line.matches("**", at: 0) || line.matches("__", at: 0) ? 2 : 0
    var end = start
    var last: UInt32 = 0
    for _ in 0...SpeakerMarks.longestStranger {
      guard end < line.count else { return nil }
      let scalar = line.scalar(at: end)
      if scalar == 0xFF1A {
        let isEmpty = end == start
        let isNumber = (0x30...0x39).contains(last)
        let isSaying = last == 0x8BF4 || last == 0x8AAA
        if isEmpty || isNumber || isSaying || quotes(line, at: end + 3) { return nil }
        return String(decoding: line[start..<end], as: UTF8.self)
      }
      let joinsNames = scalar == 0xB7
      if CharacterClass.isSpace(scalar) || (CharacterClass.isPunctuation(scalar) && !joinsNames) {
        return nil
      }
      last = scalar
      end += line.scalarLength(at: end)
    }
    return nil
  }

  /// Whether a quotation begins here.
  private func quotes(_ line: Bytes, at index: Int) -> Bool {
    guard index < line.count else { return false }
    return [0x22, 0x2018, 0x201C, 0x300C, 0x300E].contains(line.scalar(at: index))
  }

  private func colon(in text: Bytes, at index: Int) -> Int? {
    if text.matches("：", at: index) { return index + 3 }
    return text.matches(":", at: index) ? index + 1 : nil
  }
}

/// An interview's content taken apart by who speaks.
public struct MarkdownInterview: Sendable {
  /// What stands before the first turn.
  public var lead: MarkdownMarkup
  /// What is said, in order; at least one.
  public var turns: [Turn]

  /// What one person says.
  public struct Turn: Sendable {
    /// The name that was declared for the mark, or the mark: 顾南屏, 问.
    public var speaker: String
    /// Whether this person asks: the mark is 问 or Q.
    public var asks: Bool
    /// What is said, without the mark.
    public var content: MarkdownMarkup
  }
}

extension MarkdownContainer {
  /// The content by speakers, where paragraphs begin with 问：, 答： or a mark that an attribute
  /// declares; nil where none does.
  public var interview: MarkdownInterview? {
    let opening = "<p>".utf8.count
    let found = labels
    if found.isEmpty { return nil }
    let parts = content.split(at: found.map(\.start))
    let turns = zip(found, parts.dropFirst()).map { place, part in
      let length = place.label.end - place.start - opening
      var said = part
      said.html.removeSubrange(opening..<opening + length)
      said.slots = said.slots.map { $0.moved(by: -length) }
      return MarkdownInterview.Turn(
        speaker: place.label.speaker, asks: place.label.asks, content: said)
    }
    return MarkdownInterview(lead: parts[0], turns: turns)
  }

  /// Whether anybody speaks in it.
  var hasTurns: Bool { !labels.isEmpty }

  /// The paragraphs that begin with a speaker's mark.
  private var labels: [(start: Int, label: SpeakerMarks.Label)] {
    let marks = SpeakerMarks(attributes)
    return content.html.withUnsafeBufferPointer { html in
      paragraphs.compactMap { start in
        guard html.matches("<p>", at: start) else { return nil }
        return marks.label(in: html, at: start + "<p>".utf8.count).map { (start, $0) }
      }
    }
  }
}
