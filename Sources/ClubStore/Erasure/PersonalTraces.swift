import Glibc
import Journal

/// What a person can be recognised by, and the search for it in every file of a store.
struct PersonalTraces {
  /// The name; nil where it is one short character, which stands in every text.
  private let name: String?
  /// Telephone, with and without the country, and e-mail address: nobody else's.
  private let contacts: [String]

  init(_ person: Person?) {
    name = person?.name.flatMap { $0.utf8.count >= 6 ? $0 : nil }
    contacts = [
      person?.phone, person?.phone.map { $0.hasPrefix("+86") ? String($0.dropFirst(3)) : $0 },
      person?.email,
    ].compactMap { $0 }
  }

  /// Whether a value of somebody else's annex names the person. Somebody else of the same name does
  /// not.
  func isMentioned(in field: AnnexValue) -> Bool {
    guard let value = field.value else { return false }
    if contacts.contains(where: { PersonalTraces.contains(value, $0) }) { return true }
    guard let name, field.field != "name" else { return false }
    return PersonalTraces.contains(value, name)
  }

  /// Reads every file of a store.
  ///
  /// The journal and the annex are searched for the contacts alone: the titles of events stand in the
  /// one and the names of namesakes in the other, which `isMentioned` has looked at.
  ///
  /// - Parameter directory: the store's directory.
  /// - Returns: how many files were read, and where something was found.
  /// - Throws: where a file cannot be read.
  func search(_ directory: String) throws(StoreError) -> (files: Int, leftovers: [String]) {
    var files = 0
    var leftovers: [String] = []
    try search(directory, "", &files, &leftovers)
    return (files, leftovers)
  }

  private func search(
    _ directory: String, _ folder: String, _ files: inout Int, _ leftovers: inout [String]
  ) throws(StoreError) {
    let isLedger = folder == "journal/" || folder == "annex/"
    let words = contacts + (isLedger ? [] : [name].compactMap { $0 })
    do {
      for entry in try ReadingDisk().list("\(directory)/\(folder)").sorted() {
        let path = "\(directory)/\(folder)\(entry)"
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          do throws(StoreError) {
            try search(directory, "\(folder)\(entry)/", &files, &leftovers)
          } catch { throw error }
          continue
        }
        guard status.st_mode & S_IFMT == S_IFREG else { continue }
        files += 1
        let bytes = try ReadingDisk().contents(of: path)
        for word in words {
          if let offset = PersonalTraces.offset(of: Array(word.utf8), in: bytes) {
            leftovers.append("\(path):\(1 + bytes[..<offset].count { $0 == 0x0A })")
          }
        }
      }
    } catch let error as FileError {
      throw StoreError(error)
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(description: "\(error)")
    }
  }

  private static func offset(of word: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { offset(of: word, in: $0) }
  }

  private static func contains(_ text: String, _ word: String) -> Bool {
    offset(of: Array(word.utf8), in: Array(text.utf8)) != nil
  }

  static func contains(_ bytes: UnsafeRawBufferPointer, _ word: [UInt8]) -> Bool {
    offset(of: word, in: bytes) != nil
  }

  private static func offset(of word: [UInt8], in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let first = word.first else { return nil }
    var start = 0
    while bytes.count - start >= word.count,
      let found = memchr(base + start, Int32(first), bytes.count - start - word.count + 1)
    {
      let offset = base.distance(to: UnsafeRawPointer(found))
      if memcmp(base + offset, word, word.count) == 0 { return offset }
      start = offset + 1
    }
    return nil
  }
}
