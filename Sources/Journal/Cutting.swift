import Disk

/// What is cut off the end of a file is kept: nobody has been told that it was written, but whoever looks
/// for a fault may want to see it.
extension Opening {
  /// Keeps what is about to be cut off in a file of its own in `cut/`.
  ///
  /// - Returns: the file; nil where there is nothing but zeros to keep.
  func keep(_ torn: TornTail) throws(JournalError) -> String? {
    try disk { () throws(FileError) in
      let bytes = Array(try fileSystem.contents(of: torn.path).dropFirst(torn.kept))
      guard bytes.contains(where: { $0 != 0 }) else { return nil }
      try fileSystem.makeDirectory(layout.cut)
      try fileSystem.syncDirectory(layout.directory)
      // `Store/journal/000000000001.jsonl` becomes `Store/cut/journal-000000000001.jsonl.1`.
      let name = torn.path.dropFirst(layout.directory.count + 1).split(separator: "/")
        .joined(separator: "-")
      let names = try fileSystem.list(layout.cut)
      var number = 1
      while names.contains("\(name).\(number)") {
        let path = "\(layout.cut)/\(name).\(number)"
        // A start that was interrupted has kept it already.
        if try fileSystem.contents(of: path) == bytes { return path }
        number += 1
      }
      let path = "\(layout.cut)/\(name).\(number)"
      try fileSystem.replace(path, in: layout.cut, with: bytes)
      return path
    }
  }

  /// Removes what was cut off an annex: it may hold values of somebody who is to be forgotten, or whose
  /// values are to be sealed.
  func removeCutValues() throws(JournalError) {
    try disk { () throws(FileError) in
      guard try fileSystem.list(layout.directory).contains("cut") else { return }
      let names = try fileSystem.list(layout.cut).filter { $0.hasPrefix("annex-") }
      guard !names.isEmpty else { return }
      for name in names { try fileSystem.remove("\(layout.cut)/\(name)") }
      try fileSystem.syncDirectory(layout.cut)
    }
  }
}
