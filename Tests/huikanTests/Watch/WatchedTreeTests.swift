import Testing

@testable import huikan

@Suite("Which folders are watched, and what an event in one of them means")
struct WatchedTreeTests {
  private static func tree() -> WatchedTree {
    var tree = WatchedTree()
    tree.enter("", as: 1)
    tree.enter("issues/", as: 2)
    tree.enter("issues/2026-autumn/", as: 3)
    tree.enter("issues-old/", as: 4)
    return tree
  }

  @Test(
    "an event and its meaning",
    arguments: [
      (2, [.created, .isFolder], "2027-spring", .entered("issues/2027-spring/")),
      (1, [.movedHere, .isFolder], "news", .entered("news/")),
      (1, [.deleted, .isFolder], "issues", .left("issues/")),
      (2, [.movedAway, .isFolder], "2026-autumn", .left("issues/2026-autumn/")),
      (2, [.created, .isFolder], ".git", nil),
      (2, [.attributes, .isFolder], "2026-autumn", nil),
      (3, .written, "rain.md", .changed("issues/2026-autumn/rain.md")),
      (3, .attributes, "rain.md", .changed("issues/2026-autumn/rain.md")),
      (3, .created, "rain.md", .begun("issues/2026-autumn/rain.md")),
      (3, .movedAway, "rain.md", .removed("issues/2026-autumn/rain.md")),
      (9, .written, "rain.md", nil),
      (-1, .overflow, nil, .lost),
      (1, .selfMoved, nil, .lost),
      (1, [.selfDeleted], nil, .lost),
      (3, .selfDeleted, nil, nil),
      (3, .ignored, nil, nil),
    ] as [(Int32, Inotify.Kinds, String?, WatchedTree.Step?)])
  func meaning(watch: Int32, kinds: Inotify.Kinds, name: String?, step: WatchedTree.Step?) {
    let event = Inotify.Event(watch: watch, kinds: kinds, name: name)
    #expect(Self.tree().step(for: event) == step)
  }

  @Test("a folder that is left takes what is below it along, and no other")
  func leaving() {
    var tree = Self.tree()
    #expect(tree.leave("issues/") == [2, 3])
    #expect(tree.leave("issues/") == [])
    #expect(tree.step(for: .init(watch: 3, kinds: .written, name: "rain.md")) == nil)
    #expect(
      tree.step(for: .init(watch: 4, kinds: .written, name: "a.md")) == .changed("issues-old/a.md"))
    #expect(tree.leave("") == [1, 4])
    #expect(tree.count == 0)
  }

  @Test(
    "names that editors' programs leave behind",
    arguments: [
      ("lift.md", false), ("a~b.md", false), ("#1.md", false), ("4913.md", false),
      ("雨水.md", false), ("photo.jpg", false), ("sedUCsZ8r", false),
      (".lift.md.swp", true), ("lift.md~", true), ("4913", true), (".#lift.md", true),
      ("#lift.md#", true), (".git", true), (".DS_Store", true), ("node_modules", true),
      ("lift.md.tmp", true), ("lift.md___jb_tmp___", true), ("lift.md___jb_old___", true),
    ])
  func names(name: String, isIgnored: Bool) {
    #expect(WatchedNames.isIgnored(name) == isIgnored)
  }
}
