import ArgumentParser
import Glibc
import JSON

/// `huikan drafts`: what readers have sent in and nobody has taken up yet.
struct DraftsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drafts",
    abstract: "List the pieces that readers have sent in by the form of /contribute/.",
    discussion: """
      Each is a Markdown file for the content folder. Move it there, take out the line with the sender's
      address, and go on writing; “draft: true” keeps it from readers until it is taken out. The list
      names no address.

      EXAMPLE
        huikan drafts
        mv Store/drafts/2026-11-27-1f0c62a9be44.md Content/issues/2027-spring/last-stove.md
      """)

  @Option(help: ArgumentHelp("The club's store.", valueName: "folder"))
  var store = "Store"
  @OptionGroup var output: OutputOptions

  func run() throws {
    let folder = DraftFolder(store: store)
    let names: [String]
    do {
      if access(store, F_OK) != 0 { try StoreFolder(store).check() }
      names = try folder.waiting()
    } catch {
      throw failure(error, output.console)
    }
    let drafts = names.map { name in
      WaitingDraft(path: "\(folder.path)/\(name)", day: String(name.prefix(10)))
    }
    if output.json {
      let answer: JSONValue = ["drafts": .array(drafts.map(\.json))]
      output.console.result("\(answer)")
      return
    }
    for draft in drafts {
      output.console.result("\(draft.day)  \(draft.title)  \(draft.penName)  \(draft.path)")
    }
    output.console.progress(drafts.isEmpty ? "Nothing has come in." : "\(drafts.count) waiting.")
  }
}

/// A draft, as far as its first lines say what it is.
private struct WaitingDraft {
  let path: String
  let day: String
  private(set) var title = "—"
  private(set) var penName = "—"

  init(path: String, day: String) {
    self.path = path
    self.day = day
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard let bytes = readWhole(descriptor) else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(4) {
      if let text = Self.value(of: "title: ", in: line)?.string { title = text }
      if let text = Self.value(of: "authors: ", in: line)?[0]?.string { penName = text }
    }
  }

  /// The server has written the values as JSON, which YAML is.
  private static func value(of key: String, in line: Substring) -> JSONValue? {
    line.hasPrefix(key) ? try? JSONValue.parse(String(line.dropFirst(key.count))) : nil
  }

  var json: JSONValue {
    [
      "day": .string(day), "title": .string(title), "pen_name": .string(penName),
      "path": .string(path),
    ]
  }
}
