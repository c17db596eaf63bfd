import Magazine
import Markdown
import Packing

/// What was asked of the magazine for a link or a picture of a body, and a digest of the answer: as
/// long as all answers are the same, the body need not be set again.
struct LinkQuestion: Sendable, Equatable {
  var destination: String
  var isPicture: Bool
  var answer: Digest64

  func pack(into writer: inout PackedWriter) {
    writer.append(destination)
    writer.append(isPicture)
    writer.append(word: answer.value)
  }
}

extension LinkQuestion {
  init(unpacking reader: inout PackedReader) {
    self.init(
      destination: reader.text(), isPicture: reader.flag(),
      answer: Digest64(value: reader.word()))
  }

  /// Whether the magazine would answer the same now.
  func isAnswered(alike links: ContentLinks) -> Bool {
    answer
      == (isPicture
        ? Self.digest(of: links.image(destination)) : Self.digest(of: links.link(destination)))
  }

  static func digest(of resolution: LinkResolution) -> Digest64 {
    switch resolution {
    case .url(let url): digest(1, url)
    case .broken(let reason, let remedy): digest(2, reason, remedy)
    }
  }

  static func digest(of resolution: ImageResolution) -> Digest64 {
    switch resolution {
    case .image(let url, let width, let height, let sources):
      digest(
        3, url, "\(width ?? 0)×\(height ?? 0)", sources?.webp ?? "", sources?.className ?? "")
    case .broken(let reason, let remedy): digest(2, reason, remedy)
    }
  }

  private static func digest(_ kind: UInt8, _ texts: String...) -> Digest64 {
    var bytes = [kind]
    for text in texts {
      bytes += text.utf8
      bytes.append(0)
    }
    return Digest64(of: bytes)
  }
}

/// Notes what one body asks while it is set; it lives on one thread.
final class LinkNotes {
  var questions: [LinkQuestion] = []
  /// The files of the content folder that are published for it, by path.
  var assets: [String] = []
  /// Whether a container was written or looked at.
  var hasContainers = false
}

/// Asks the magazine, and notes what was asked.
struct NotedLinks: LinkResolver {
  let links: ContentLinks
  let notes: LinkNotes

  func link(_ destination: String) -> LinkResolution {
    let (answer, asset) = links.linkWithAsset(destination)
    note(destination, isPicture: false, LinkQuestion.digest(of: answer), asset)
    return answer
  }

  func image(_ destination: String) -> ImageResolution {
    let (answer, asset) = links.imageWithAsset(destination)
    note(destination, isPicture: true, LinkQuestion.digest(of: answer), asset)
    return answer
  }

  private func note(
    _ destination: String, isPicture: Bool, _ answer: Digest64, _ asset: String?
  ) {
    if let asset, !notes.assets.contains(asset) { notes.assets.append(asset) }
    notes.questions.append(
      LinkQuestion(destination: destination, isPicture: isPicture, answer: answer))
  }
}

/// Writes containers, and notes that there are some.
struct NotedContainers<Writer: ContainerRenderer>: ContainerRenderer {
  let writer: Writer
  let notes: LinkNotes

  func write(_ container: MarkdownContainer, to output: inout [UInt8]) -> ContainerOutcome {
    notes.hasContainers = true
    return writer.write(container, to: &output)
  }
}
