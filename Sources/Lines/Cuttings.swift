package import Disk

/// The folder of what was cut off the ends of files: nobody has been told that it was written, but
/// whoever looks for a fault may want to see it.
package struct Cuttings {
  let fileSystem: any FileSystem
  /// The store's directory.
  let store: String

  package init(fileSystem: any FileSystem, store: String) {
    self.fileSystem = fileSystem
    self.store = store
  }

  private var folder: String { "\(store)/cut" }

  /// The folder; nil so long as nothing has been cut off.
  package func madeFolder() throws(FileError) -> String? {
    try fileSystem.list(store).contains("cut") ? folder : nil
  }

  /// Keeps what is about to be cut off in a file of its own.
  ///
  /// - Returns: the file; nil where there is nothing but zeros to keep.
  package func keep(_ torn: TornTail) throws(FileError) -> String? {
    let bytes = Array(try fileSystem.contents(of: torn.path).dropFirst(torn.kept))
    guard bytes.contains(where: { $0 != 0 }) else { return nil }
    try fileSystem.makeDirectory(folder)
    try fileSystem.syncDirectory(store)
    // `Store/journal/000000000001.jsonl` becomes `Store/cut/journal-000000000001.jsonl.1`.
    let name = torn.path.dropFirst(store.count + 1).split(separator: "/").joined(separator: "-")
    let names = try fileSystem.list(folder)
    var number = 1
    while names.contains("\(name).\(number)") {
      let path = "\(folder)/\(name).\(number)"
      // A start that was interrupted has kept it already.
      if try fileSystem.contents(of: path) == bytes { return path }
      number += 1
    }
    let path = "\(folder)/\(name).\(number)"
    try fileSystem.replace(path, in: folder, with: bytes)
    return path
  }

  /// Removes what was cut off an annex: it may hold values of somebody who is to be forgotten, or whose
  /// values are to be sealed.
  package func removeValues() throws(FileError) {
    guard let folder = try madeFolder() else { return }
    let names = try fileSystem.list(folder).filter { $0.hasPrefix("annex-") }
    guard !names.isEmpty else { return }
    for name in names { try fileSystem.remove("\(folder)/\(name)") }
    try fileSystem.syncDirectory(folder)
  }
}
