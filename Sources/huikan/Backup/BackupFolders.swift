import ClubStore
import Glibc
import JSON

/// The folders in which a store's backups lie, an absolute path a line, so that whoever is erased later
/// is put on the list beside them at once.
extension StoreFolder {
  private var listOfBackups: String { "\(path)/\(StoreCopy.listOfFolders)" }

  /// Remembers a folder; it is told to the running server, or written where none runs.
  func rememberBackups(in directory: String) throws {
    let real = realpath(directory, nil)
    defer { free(real) }
    guard let real else { throw CommandFailure("\(directory): it is no folder") }
    let folder = String(cString: real)
    if try ask("/backup/folder", ["folder": .string(folder)], expecting: 200) != nil { return }
    try noteBackups(in: folder)
  }

  /// Writes a folder down, once.
  func noteBackups(in folder: String) throws(CommandFailure) {
    guard !foldersOfBackups().contains(folder) else { return }
    let descriptor = open(listOfBackups, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, writeWhole(Array("\(folder)\n".utf8), to: descriptor),
      fsync(descriptor) == 0
    else { throw CommandFailure("\(listOfBackups): \(String(cString: strerror(errno)))") }
  }

  private func foldersOfBackups() -> [String] {
    let descriptor = open(listOfBackups, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, let bytes = readWhole(descriptor) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Puts the store's erased members on the lists beside its backups.
  ///
  /// - Returns: the folders where that was not possible, and why.
  func keepErasedBesideBackups() -> [(folder: String, reason: String)] {
    foldersOfBackups().compactMap { folder in
      do {
        try ErasedMembers.read("\(path)/\(ErasedMembers.fileInStore)")
          .add(to: ErasedMembers.fileBesideBackups, in: folder)
        return nil
      } catch {
        return (folder, "the list there cannot be written (\(error))")
      }
    }
  }
}

extension Backup {
  /// Notes where the file lies, and puts those who were erased so far on the list beside it.
  func remember(_ console: Console) async throws {
    try folder.rememberBackups(in: directory)
    for (place, reason) in folder.keepErasedBesideBackups() {
      console.warn("\(place): \(reason)")
    }
  }
}
