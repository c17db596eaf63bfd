import Disk
import Glibc
import Journal

/// A copy of a store as it is at one moment, made while another process may be writing to it.
///
/// Whole segments never change, so the copy only points to them; the last one is copied up to the last
/// whole record, and with it a trace of a clean stop there: whoever opens the copy misses a tail that
/// was lost on the way.
public struct StoreCopy {
  /// How far the copy goes.
  public let head: Head
  /// How many files it has.
  public private(set) var files = 0
  /// The store that is copied.
  private let source: String
  /// Where to.
  private let target: String

  /// Makes the copy.
  ///
  /// - Parameters:
  ///   - source: the store's directory.
  ///   - target: an empty directory, open to its owner alone; whole segments become symbolic links in
  ///     it, to be followed by whatever packs it.
  /// - Throws: the first fault of the journal, or `StoreError` where a file cannot be read or written.
  public init(of source: String, in target: String) throws {
    let extent: JournalExtent
    do throws(JournalFault) {
      extent = try JournalReader(directory: source, hash: sha256).replay { _ in }
    } catch {
      throw LedgerFault(error)
    }
    head = Head(extent.head)
    self.source = source
    self.target = target
    for folder in ["journal", "annex"] { try make(folder) }
    for segment in extent.segments.dropLast() {
      try link("journal/\(segment.name)")
      try link("annex/\(segment.name)")
    }
    if let last = extent.segments.last {
      try copy("journal/\(last.name)", upTo: last.size)
      try copy("annex/\(last.name)", upTo: last.annexSize)
      try write(extent.cleanStop, to: "clean")
    }
    try copyOthers(in: "")
  }

  /// What else lies in the store: the secret, the lists, whatever later versions keep there. Locks,
  /// sockets and half-written files stay behind, and so do snapshots, which are made anew, and the
  /// outbox: from an old copy messages would go out a second time, and other systems be told again.
  private mutating func copyOthers(in folder: String) throws(StoreError) {
    let left: Set<String> = [
      "lock", "clean", "control.sock", "journal", "annex", "snapshots", "cut", OutboxFile.name,
      OutboxContacts.name, WebhookFile.name,
      StoreCopy.listOfFolders,
    ]
    let names: [String]
    do {
      names = try POSIXFileSystem().list("\(source)/\(folder)")
    } catch {
      throw StoreError(error)
    }
    for name in names.sorted() where !name.hasSuffix(".new") {
      let path = folder + name
      if folder.isEmpty, left.contains(name) { continue }
      var status = stat()
      guard lstat("\(source)/\(path)", &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: try copy(path, upTo: .max)
      case S_IFDIR:
        try make(path)
        try copyOthers(in: path + "/")
      default: continue
      }
    }
  }

  /// The file in a store that names the folders in which its backups lie.
  public static let listOfFolders = "backup-folders"

  private func make(_ folder: String) throws(StoreError) {
    do {
      try POSIXFileSystem().makeDirectory("\(target)/\(folder)")
    } catch {
      throw StoreError(error)
    }
  }

  private mutating func link(_ path: String) throws(StoreError) {
    let resolved = realpath("\(source)/\(path)", nil)
    defer { free(resolved) }
    guard let resolved, symlink(resolved, "\(target)/\(path)") == 0 else {
      throw StoreError(FileError(operation: "link", path: "\(source)/\(path)", code: errno))
    }
    files += 1
  }

  private mutating func copy(_ path: String, upTo size: Int) throws(StoreError) {
    var bytes: [UInt8]
    do {
      bytes = try ReadingDisk().contents(of: "\(source)/\(path)")
    } catch {
      throw StoreError(error)
    }
    if bytes.count > size { bytes.removeSubrange(size...) }
    try write(bytes, to: path)
  }

  private mutating func write(_ bytes: [UInt8], to path: String) throws(StoreError) {
    let place = "\(target)/\(path)"
    let folder = String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)])
    do {
      try POSIXFileSystem().replace(place, in: folder, with: bytes)
    } catch {
      throw StoreError(error)
    }
    files += 1
  }
}

extension FileError {
  init(operation: String, path: String, code: Int32) {
    self.init(
      operation: operation, path: path, code: code, reason: String(cString: strerror(code)))
  }
}
