/// How the speakers of an interview are written at the begin of their paragraphs: 问：, 答：, and what
/// its attributes declare: `{问=顾南屏 沈=沈砚}`.
struct SpeakerMarks {
  /// Each mark and the name to show.
  private let speakers: [(mark: [UInt8], name: String)]

  /// An interview has a few speakers; every line is compared with each of them.
  private static let mostDeclared = 32
  private static let asking = ["问", "問", "Q"]
  private static let answering = ["答", "A"]

  init(_ attributes: [MarkdownContainer.Attribute]) {
    let known = SpeakerMarks.asking + SpeakerMarks.answering
    speakers =
      attributes.prefix(SpeakerMarks.mostDeclared).map { (Array($0.name.utf8), $0.value) }
      + known.map { (Array($0.utf8), $0) }
  }

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
    let speaker = speakers.first { speaker in
      text.count - nameStart > speaker.mark.count
        && text[nameStart...].starts(with: speaker.mark)
    }
    guard let speaker else { return nil }
    var end = nameStart + speaker.mark.count
    if let marks, text.matches(marks.close, at: end) {
      end += marks.close.utf8CodeUnitCount
      guard let colon = colon(in: text, at: end) else { return nil }
      end = colon
    } else {
      guard let colon = colon(in: text, at: end) else { return nil }
      end = colon
      if let marks {
        guard text.matches(marks.close, at: end) else { return nil }
        end += marks.close.utf8CodeUnitCount
      }
    }
    while end < text.count, text[end] == 0x20 { end += 1 }
    let asks = SpeakerMarks.asking.contains { speaker.mark.elementsEqual($0.utf8) }
    return Label(speaker: speaker.name, asks: asks, end: end)
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
    let marks = SpeakerMarks(attributes)
    let opening = "<p>".utf8.count
    let found = content.html.withUnsafeBufferPointer { html in
      paragraphs.compactMap { start -> (start: Int, label: SpeakerMarks.Label)? in
        guard html.matches("<p>", at: start) else { return nil }
        return marks.label(in: html, at: start + opening).map { (start, $0) }
      }
    }
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
}
