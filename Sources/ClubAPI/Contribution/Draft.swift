public import CivilTime
import Crypto
import JSON

/// A piece that somebody has sent in for the magazine 来稿, as they wrote it.
///
/// It is text and stays text: it goes to the editors as a file, and only they can bring it into the
/// magazine.
public struct Draft: Hashable, Sendable {
  /// The title.
  public let title: String
  /// The name to print.
  public let penName: String
  /// How the editors reach whoever sent it; never printed.
  public let contact: String
  /// The text, with line feeds.
  public let text: String
  /// When it came.
  public let received: Instant

  /// - Parameters:
  ///   - title: the title.
  ///   - penName: the name to print.
  ///   - contact: how the editors reach whoever sent it.
  ///   - text: the text, with line feeds.
  ///   - received: when it came.
  public init(title: String, penName: String, contact: String, text: String, received: Instant) {
    self.title = title
    self.penName = penName
    self.contact = contact
    self.text = text
    self.received = received
  }

  /// A name for what it says, and for nothing else: twelve hexadecimal digits.
  public var mark: String {
    let said = [title, penName, contact, text].joined(separator: "\0")
    return Hexadecimal.text(Array(SHA256.hash(data: Array(said.utf8)).prefix(6)))
  }

  /// The whole file: Markdown with front matter that the content folder takes as it is. What editors
  /// alone may know stands in remarks, which no page shows; `draft: true` keeps the rest from readers
  /// until an editor takes it out, and `contribution: true` keeps markup in it harmless for good.
  public var markdown: String {
    """
    ---
    title: \(quoted(title))
    authors: [\(quoted(penName))]
    contribution: true
    draft: true
    # 收到：\(received.day.iso) \(received.clock)
    # 联系（不刊出，收进会刊以前删去这一行）：\(oneLine(contact))
    ---

    \(text)

    """
  }

  /// A double-quoted scalar: a JSON string is one.
  private func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(oneLine(text))
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func oneLine(_ text: String) -> String {
    text.split { $0.isNewline }.joined(separator: " ")
  }
}

/// Where drafts go: a place that only the editors see.
public protocol DraftBox: Sendable {
  /// Puts a draft away for good before it returns. The same draft again is the same draft.
  ///
  /// - Parameter draft: what was sent in.
  /// - Throws: `DraftRefusal`.
  func put(_ draft: Draft) throws(DraftRefusal)
}

/// Why a draft was not taken.
public enum DraftRefusal: Error, Hashable, Sendable {
  /// The editors have more waiting than the box may hold.
  case full
  /// The disk would not take it.
  case disk
}
