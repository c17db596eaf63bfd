/// The folders of one tree that are watched, by the number that the system gave to each, and what an
/// event in one of them means.
struct WatchedTree {
  /// What is to be done about an event.
  enum Step: Hashable {
    /// This file is another now.
    case changed(String)
    /// This file is gone.
    case removed(String)
    /// This file has been made, and its writer will close it.
    case begun(String)
    /// A folder is there that was not: watch it, with everything in it.
    case entered(String)
    /// A folder is no longer there.
    case left(String)
    /// Events were lost: watch the tree anew and look at everything.
    case lost
  }

  /// Folders by the number of their watch: "" for the top one, `news/` for others.
  private var folders: [Int32: String] = [:]

  /// The folder is watched under that number.
  mutating func enter(_ folder: String, as watch: Int32) {
    folders[watch] = folder
  }

  /// Forgets a folder and all below it; returns the numbers of their watches.
  mutating func leave(_ folder: String) -> [Int32] {
    let gone = folders.filter { $0.value.hasPrefix(folder) }.map(\.key).sorted()
    for watch in gone { folders[watch] = nil }
    return gone
  }

  var count: Int { folders.count }

  /// What an event means; nothing where it is about a name that is ignored or a folder that has been
  /// left.
  func step(for event: Inotify.Event) -> Step? {
    if event.kinds.contains(.overflow) { return .lost }
    guard let folder = folders[event.watch] else { return nil }
    guard let name = event.name else {
      // About the folder itself. Its parent tells where it has gone, but the top one has no parent.
      return folder.isEmpty && !event.kinds.isDisjoint(with: .selfGone) ? .lost : nil
    }
    guard !WatchedNames.isIgnored(name) else { return nil }
    let path = folder + name
    if event.kinds.contains(.isFolder) {
      if !event.kinds.isDisjoint(with: .appeared) { return .entered(path + "/") }
      if !event.kinds.isDisjoint(with: .gone) { return .left(path + "/") }
      return nil
    }
    if event.kinds.contains(.created) { return .begun(path) }
    return event.kinds.isDisjoint(with: .gone) ? .changed(path) : .removed(path)
  }
}
