import Testing

@testable import huikan

/// What is reported of a folder and what is handed on, both as text.
///
/// A line in: the milliseconds, what happened, the name. A line out: the milliseconds, the paths.
enum Played {
  static func batches(_ events: String) throws -> String {
    var tree = WatchedTree()
    tree.enter("", as: 1)
    tree.enter("news/", as: 2)
    var batch = ChangeBatch()
    var handedOn: [String] = []
    for line in events.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let time = try #require(UInt64(words[0])) * 1_000_000
      hand(on: &batch, until: time, into: &handedOn)
      let kinds = try #require(kinds[words[1]])
      let name = words.count > 2 ? words[2] : ""
      let file = name.split(separator: "/").last.map(String.init)
      let event = Inotify.Event(
        watch: name.contains("/") ? 2 : 1, kinds: kinds, name: words[1] == "overflow" ? nil : file)
      switch tree.step(for: event) {
      case .changed(let path): batch.add(.init(folder: .content, path: path), at: time)
      case .removed(let path): batch.remove(.init(folder: .content, path: path), at: time)
      case .begun(let path): batch.begin(.init(folder: .content, path: path))
      case .lost: batch.addEverything(at: time)
      case .entered, .left, nil: break
      }
    }
    hand(on: &batch, until: .max, into: &handedOn)
    return handedOn.joined(separator: "\n")
  }

  private static func hand(
    on batch: inout ChangeBatch, until time: UInt64, into out: inout [String]
  ) {
    guard let deadline = batch.deadline, deadline <= time else { return }
    guard let changes = batch.take(at: deadline) else { return }
    let paths = changes.isEverything ? ["everything"] : changes.content.sorted()
    out.append("\(deadline / 1_000_000) \(paths.joined(separator: " "))")
  }

  static let kinds: [String: Inotify.Kinds] = [
    "created": .created, "written": .written, "attributes": .attributes, "deleted": .deleted,
    "from": .movedAway, "to": .movedHere, "overflow": .overflow,
  ]
}

@Suite("Changes that belong together are one batch")
struct ChangeBatchTests {
  @Test(
    "waits for five quiet milliseconds, and for fifty at most",
    arguments: [
      ("nothing", "", ""),
      ("a save", "0 written news/lift.md", "5 news/lift.md"),
      (
        "two files of one save", "0 written site.yml\n4 written news/lift.md",
        "9 news/lift.md site.yml"
      ),
      ("two saves", "0 written site.yml\n6 written site.yml", "5 site.yml\n11 site.yml"),
      (
        "a pull goes on for longer",
        (0...16).map { "\($0 * 4) written \($0).md" }.joined(separator: "\n"),
        """
        50 0.md 1.md 10.md 11.md 12.md 2.md 3.md 4.md 5.md 6.md 7.md 8.md 9.md
        69 13.md 14.md 15.md 16.md
        """
      ),
      (
        "a file that is being written holds the others back",
        "0 written site.yml\n1 created long.md\n20 written long.md", "25 long.md site.yml"
      ),
      (
        "but not for ever", "0 written site.yml\n1 created log.md\n90 written log.md",
        "50 site.yml\n95 log.md"
      ),
      ("a file that is made and not closed is no change yet", "0 created long.md", ""),
      ("removed", "0 deleted news/lift.md", "5 news/lift.md"),
      ("renamed", "0 from lift.md\n0 to news/lift.md", "5 lift.md news/lift.md"),
      ("events were lost", "0 written site.yml\n1 overflow", "6 everything"),
    ])
  func waits(name: String, events: String, batches: String) throws {
    #expect(try Played.batches(events) == batches, "\(name)")
  }

  @Test(
    "a save in any editor is one change of one file",
    arguments: [
      (
        "Vim",
        """
        0 created 4913
        0 attributes 4913
        0 written 4913
        0 deleted 4913
        0 from lift.md
        0 to lift.md~
        1 created lift.md
        30 written lift.md
        30 attributes lift.md
        30 deleted lift.md~
        """, "35 lift.md"
      ),
      ("VS Code, in place", "0 written lift.md", "5 lift.md"),
      (
        "sed -i and others that rename over",
        """
        0 created sedUCsZ8r
        0 written sedUCsZ8r
        0 attributes sedUCsZ8r
        1 from sedUCsZ8r
        1 to lift.md
        """, "6 lift.md"
      ),
      (
        "JetBrains",
        """
        0 created lift.md___jb_tmp___
        0 written lift.md___jb_tmp___
        0 from lift.md
        0 to lift.md___jb_old___
        0 from lift.md___jb_tmp___
        0 to lift.md
        0 deleted lift.md___jb_old___
        """, "5 lift.md"
      ),
      (
        "Emacs",
        """
        0 created .#lift.md
        0 from lift.md
        0 to lift.md~
        1 created lift.md
        2 written lift.md
        2 deleted .#lift.md
        2 deleted #lift.md#
        """, "7 lift.md"
      ),
      ("a swap file while somebody types", "0 created .lift.md.swp\n1 written .lift.md.swp", ""),
      ("made, removed and made again", "0 created a.md\n1 deleted a.md\n2 to a.md", "7 a.md"),
      (
        "there before: removed, made and removed", "0 deleted a.md\n1 created a.md\n2 deleted a.md",
        "7 a.md"
      ),
    ])
  func editors(name: String, events: String, batches: String) throws {
    #expect(try Played.batches(events) == batches, "\(name)")
  }

  @Test("a batch is handed on once, and the next begins empty")
  func once() {
    var batch = ChangeBatch()
    batch.add(.init(folder: .themes, path: "jia/strings/en.yml"), at: 0)
    #expect(batch.take(at: 4_999_999) == nil)
    #expect(batch.take(at: 5_000_000) == ContentChanges(themes: ["jia/strings/en.yml"]))
    #expect(batch.deadline == nil && batch.take(at: .max) == nil)
  }
}

@Suite("What has changed")
struct ContentChangesTests {
  @Test(
    "pages differ by the name of their sheet alone where sheets have changed and nothing else",
    arguments: [
      (ContentChanges(), false),
      (ContentChanges(themes: ["jia/assets/css/20-base.css"]), true),
      (ContentChanges(themes: ["jia/assets/css/a.css", "jia/assets/css/b/c.css"]), true),
      (ContentChanges(themes: ["jia/assets/css/a.css", "jia/templates/page.mustache"]), false),
      (ContentChanges(themes: ["jia/assets/card.css"]), false),
      (ContentChanges(content: ["a.md"], themes: ["jia/assets/css/a.css"]), false),
      (ContentChanges(themes: ["jia/assets/css/a.css"], isEverything: true), false),
    ])
  func styleOnly(changes: ContentChanges, isStyleOnly: Bool) {
    #expect(changes.isStyleOnly == isStyleOnly)
  }
}
