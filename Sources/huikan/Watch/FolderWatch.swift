import Glibc
import Synchronization

/// Watches one folder with everything below it, as folders come and go. Like a build it does not
/// follow links to folders.
final class FolderWatch: Sendable {
  /// One report.
  enum News: Hashable {
    /// The file at this path is another now; a path that ends in `/` is that of a folder.
    case changed(String)
    /// The file is gone.
    case removed(String)
    /// The file has been made and is being written.
    case begun(String)
    /// What happened besides, nobody knows.
    case lost
  }

  private let root: String
  private let excluded: Set<String>
  private let inotify: Inotify
  private let tree = Mutex(WatchedTree())

  /// - Parameters:
  ///   - root: the folder.
  ///   - excluded: folders that are not looked at.
  /// - Throws: where the system has no watches left.
  init(_ root: String, excluded: [String]) throws(CommandFailure) {
    self.root = root
    self.excluded = Set(excluded.map(Self.resolved))
    inotify = try Inotify()
    let isComplete = tree.withLock { tree in
      var news: [News] = []
      enter("", &tree, &news)
      return !news.contains(.lost)
    }
    guard isComplete else {
      throw CommandFailure(
        "\(root) cannot be watched whole: raise fs.inotify.max_user_watches (sysctl)")
    }
  }

  var descriptor: Int32 { inotify.descriptor }

  /// Whether the top folder is watched.
  var isThere: Bool { tree.withLock { $0.count > 0 } }

  /// Watches a top folder that was not there; false where it still is not.
  func begin() -> Bool {
    tree.withLock { tree in
      var news: [News] = []
      enter("", &tree, &news)
      return tree.count > 0
    }
  }

  /// What has happened since the last call.
  func read() -> [News] {
    tree.withLock { tree in
      var news: [News] = []
      for event in inotify.events() {
        switch tree.step(for: event) {
        case .changed(let path): news.append(.changed(path))
        case .removed(let path): news.append(.removed(path))
        case .begun(let path): begin(path, &news)
        case .entered(let folder): enter(folder, &tree, &news)
        case .left(let folder):
          for watch in tree.leave(folder) { inotify.forget(watch) }
          news.append(.changed(folder))
        case .lost:
          news.append(.lost)
          for watch in tree.leave("") { inotify.forget(watch) }
          enter("", &tree, &news)
        case nil: break
        }
      }
      return news
    }
  }

  /// A link, of either kind, is whole as soon as it is there; no writer closes it. A file that is gone
  /// again was made to be renamed: that is told next.
  private func begin(_ path: String, _ news: inout [News]) {
    var status = stat()
    let isThere = lstat("\(root)/\(path)", &status) == 0
    if !isThere || status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1 {
      news.append(.begun(path))
    } else {
      news.append(.changed(path))
    }
  }

  /// Watches a folder and all below it. What lies there already may have come before the watch, so
  /// it counts as changed.
  private func enter(_ folder: String, _ tree: inout WatchedTree, _ news: inout [News]) {
    let path = folder.isEmpty ? root : "\(root)/\(folder.dropLast())"
    guard !excluded.contains(Self.resolved(path)) else { return }
    guard let watch = inotify.watch(path, followsLink: folder.isEmpty) else {
      // Gone again already, or no folder: nothing to watch. Otherwise something will be missed.
      if errno != ENOENT, errno != ENOTDIR { news.append(.lost) }
      return
    }
    tree.enter(folder, as: watch)
    guard let stream = opendir(path) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
      }
      guard !WatchedNames.isIgnored(name) else { continue }
      var status = stat()
      guard lstat("\(path)/\(name)", &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        enter("\(folder)\(name)/", &tree, &news)
      } else {
        news.append(.changed(folder + name))
      }
    }
  }

  /// The one path of a folder among all that lead to it; of its parent, where it is not there yet.
  private static func resolved(_ path: String) -> String {
    if let found = realpath(path, nil) {
      defer { free(found) }
      return String(cString: found)
    }
    let names = path.split(separator: "/")
    guard let name = names.last, names.count > 1 || !path.hasPrefix("/") else { return path }
    let parent = names.dropLast().joined(separator: "/")
    return resolved(path.hasPrefix("/") ? "/\(parent)" : parent.isEmpty ? "." : parent) + "/\(name)"
  }
}
