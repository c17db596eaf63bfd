import CivilTime
import ClubStore
import Glibc
import JSON

/// A backup in the making: a copy of the store beside the file, packed, read back, then moved to its
/// name whole.
struct Backup {
  struct Result {
    let head: Head
    let bytes: Int
    /// The name of the key with which the people are sealed; nil where they lie in clear.
    let peopleKey: String?
  }

  /// What a backup tells of itself, at its root.
  static let label = "backup.json"

  let folder: StoreFolder
  let file: String

  /// The directory in which the file lies.
  var directory: String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  /// Makes the file.
  ///
  /// - Parameter head: what the running server has acknowledged, which the backup must hold.
  /// - Returns: how far the backup goes, and what is in it.
  /// - Throws: where the store is damaged, or a file cannot be made; nothing is then left behind.
  func make(atLeast head: Head?) throws -> Result {
    let draft = file + ".unfinished"
    guard mkdir(draft, 0o700) == 0 else {
      throw CommandFailure(leftBehind: draft, by: "a backup", in: directory)
    }
    defer { removeFolder(draft) }
    let copy = try StoreCopy(of: folder.path, in: draft)
    if let head, copy.head.sequence < head.sequence {
      throw CommandFailure(
        "\(folder.path): the files end with record \(copy.head.sequence), the server has "
          + "acknowledged \(head.sequence); huikan ledger verify says more")
    }
    let peopleKey = try folder.peopleKeyName()
    let label: JSONValue = [
      "made": .string(SystemClock.now().rfc3339),
      "sequence": .int(Int64(clamping: copy.head.sequence)), "hash": .string(copy.head.hash),
      "people_key": peopleKey.map(JSONValue.string) ?? .null, "people_key_inside": false,
    ]
    try write(label.encoded() + [0x0A], to: "\(draft)/\(Self.label)")
    let packed = file + ".new"
    unlink(packed)
    // Made here, for its owner alone from the first byte; tar writes into what it finds.
    try write([], to: packed)
    do {
      try Tar.pack(draft, into: packed)
      try Tar.compare(packed, with: draft)
      let bytes = try synced(packed)
      guard access(file, F_OK) != 0, rename(packed, file) == 0 else {
        throw CommandFailure("\(file): it has come into being meanwhile, or cannot be made")
      }
      try syncFolder(directory)
      return Result(head: copy.head, bytes: bytes, peopleKey: peopleKey)
    } catch {
      unlink(packed)
      throw error
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, writeWhole(bytes, to: descriptor), fsync(descriptor) == 0 else {
      throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
    }
  }

  /// Puts the file on the disk; returns its bytes.
  private func synced(_ path: String) throws(CommandFailure) -> Int {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    var status = stat()
    guard descriptor >= 0, fsync(descriptor) == 0, fstat(descriptor, &status) == 0 else {
      throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
    }
    return Int(status.st_size)
  }
}

extension CommandFailure {
  /// A draft cannot be made: one that was interrupted is in the way, or there is no place for it.
  init(leftBehind draft: String, by what: String, in directory: String) {
    let code = errno
    let reason = String(cString: strerror(code))
    switch code {
    case EEXIST:
      self.init(
        "\(draft): \(reason); \(what) that was interrupted leaves it behind: remove it and try again"
      )
    case ENOENT: self.init("\(directory): there is no such folder; make it, or name another place")
    default: self.init("\(draft): \(reason)")
    }
  }
}

/// Makes the names in a folder last.
func syncFolder(_ path: String) throws(CommandFailure) {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  defer { if descriptor >= 0 { close(descriptor) } }
  guard descriptor >= 0, fsync(descriptor) == 0 else {
    throw CommandFailure("\(path): \(String(cString: strerror(errno)))")
  }
}

/// Removes a folder that this program has made, with everything in it; follows no link.
func removeFolder(_ path: String) {
  guard let stream = opendir(path) else { return }
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { String(cString: $0) }
    }
    if name == "." || name == ".." { continue }
    let inner = "\(path)/\(name)"
    if unlink(inner) != 0 { removeFolder(inner) }
  }
  closedir(stream)
  rmdir(path)
}
