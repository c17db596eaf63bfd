import Annex
import Disk
import Glibc
import JSON
import Journal

/// What a store says of the key of its people: its name, and where the file is looked for.
///
/// It stands in `people-key.json` in the store; without that file the people lie in clear.
public struct PeopleSealing: Hashable, Sendable {
  /// The file's name in a store.
  public static let file = "people-key.json"

  /// The key's name, 16 hexadecimal digits.
  public let key: String
  /// Where the key's file is looked for, unless another place is named.
  public let path: String

  /// Reads what a store says.
  ///
  /// - Parameter directory: the store's directory.
  /// - Returns: what it says; nil where the people lie in clear.
  /// - Throws: where the file cannot be read.
  public static func read(in directory: String) throws(StoreError) -> PeopleSealing? {
    try read(in: directory, fileSystem: ReadingDisk())
  }

  private static func read(
    in directory: String, fileSystem: any FileSystem
  ) throws(StoreError) -> PeopleSealing? {
    let place = "\(directory)/\(file)"
    let bytes: [UInt8]
    do {
      bytes = try fileSystem.contents(of: place)
    } catch {
      if error.isMissing { return nil }
      throw StoreError(error)
    }
    guard let value = try? JSONValue.parse(bytes), value["v"]?.int == 1,
      let key = value["key"]?.string, let path = value["file"]?.string
    else {
      throw StoreError(description: "\(place): it cannot be read. Restore it from a backup.")
    }
    return PeopleSealing(key: key, path: path)
  }

  /// The key of a store's people, found and proved to be the right one.
  ///
  /// - Parameters:
  ///   - directory: the store's directory.
  ///   - override: where the key's file lies, if not where the store says.
  ///   - fileSystem: the disk of the store.
  /// - Returns: the key; nil where the people lie in clear.
  /// - Throws: where the key is missing, or is another one.
  static func key(
    in directory: String, override: String?, fileSystem: any FileSystem = ReadingDisk()
  ) throws(StoreError) -> PeopleKey? {
    guard let said = try read(in: directory, fileSystem: fileSystem) else { return nil }
    let path = override ?? said.path
    let key = try PeopleKey(file: path)
    guard key.name == said.key else {
      throw .peopleKeyWrong(path, is: key.name, needed: said.key)
    }
    return key
  }

  /// What is to be said of the place of a store's key; nil where nothing is.
  static func warning(in directory: String, override: String?) -> String? {
    guard let said = try? read(in: directory) else { return nil }
    let path = override ?? said.path
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return nil }
    return
      "\(path): others than its owner may read the key of the people, and with it every name in the "
      + "store and in its backups. Close it to them: chmod 600 \(path)"
  }

  /// Seals a store that nobody has open: from now on its people lie on the disk under a new key.
  ///
  /// The key is written twice and each copy proved by opening what the other has sealed. What was in
  /// clear is sealed too. Where it is interrupted, the same call goes on.
  ///
  /// - Parameters:
  ///   - directory: the store's directory.
  ///   - path: where the key's file is to be, outside the store.
  ///   - recovery: where its copy is to be, outside the store and in another folder.
  /// - Returns: the key's name, and how many values have been sealed.
  /// - Throws: where the store is open elsewhere, a place is not fit, or a file cannot be written.
  public static func set(
    up directory: String, key path: String, recovery: String
  ) throws(StoreError) -> (key: String, values: Int) {
    try check(path, recovery, outside: directory)
    do {
      // A store that is open elsewhere is refused before a key is made for nothing.
      try POSIXFileSystem().lock("\(directory)/lock").release()
    } catch {
      throw error.operation == "lock" ? .openElsewhere(directory) : StoreError(error)
    }
    let said = try read(in: directory)
    if let said, said.path != path {
      throw StoreError(
        description: "\(directory): the people are sealed already, with the key \(said.key) in "
          + "\(said.path). Nothing was changed.")
    }
    let key: PeopleKey
    if said == nil {
      key = PeopleKey()
      try key.write(to: path)
      do {
        try key.write(to: recovery)
      } catch {
        // Nothing is sealed with it, and it would be in the way of the next try.
        unlink(path)
        throw error
      }
    } else {
      key = try PeopleKey(file: path)
    }
    let copy = try PeopleKey(file: recovery).sealing
    let probe = Array("huikan".utf8)
    guard copy.open(key.sealing.seal(probe, probe), probe) == probe else {
      throw .peopleKeyWrong(recovery, is: copy.key, needed: key.name)
    }
    let value: JSONValue = ["v": 1, "key": .string(key.name), "file": .string(path)]
    do {
      let disk = POSIXFileSystem()
      let lock = try disk.lock("\(directory)/lock")
      defer { lock.release() }
      // Before the first value is sealed: a start in between must know which key to ask for.
      try disk.replace("\(directory)/\(file)", in: directory, with: value.encoded() + [0x0A])
    } catch {
      throw error.operation == "lock" ? .openElsewhere(directory) : StoreError(error)
    }
    do {
      return (key.name, try Journal.seal(directory: directory, with: key.sealing))
    } catch {
      throw StoreError(error)
    }
  }

  private static func check(
    _ path: String, _ recovery: String, outside directory: String
  ) throws(StoreError) {
    guard path.hasPrefix("/"), recovery.hasPrefix("/") else {
      throw StoreError(
        description: "the key's places are absolute paths: the server may start "
          + "somewhere else.")
    }
    let store = resolved(directory)
    let places = [path, recovery].map { resolved(PeopleKey.folder(of: $0)) }
    for place in places where place == store || place.hasPrefix(store + "/") {
      throw StoreError(
        description:
          "\(place) lies in the store: whoever took the store would have the key. Choose "
          + "a folder outside of it.")
    }
    guard places[0] != places[1] else {
      throw StoreError(
        description: "key and recovery copy lie in the same folder, \(places[0]): what loses one "
          + "loses both. Choose another disk for the copy.")
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

extension StoreError {
  static func peopleKeyMissing(_ path: String) -> StoreError {
    StoreError(
      description: "\(path): the key of the people is not there. Put it back; the recovery copy is "
        + "as good (HUIKAN_PEOPLE_KEY names another place). If both are lost, names, contacts and "
        + "reasons are lost for good; the books are not.")
  }

  static func keyInTheWay(_ path: String) -> StoreError {
    StoreError(
      description: "\(path): there is a file already, and a key replaces none. Choose another name."
    )
  }

  static func peopleKeyUnreadable(_ path: String) -> StoreError {
    StoreError(
      description: "\(path): this is no key of people, or a digit of it is wrong. Put the recovery "
        + "copy in its place.")
  }

  static func peopleKeyWrong(
    _ path: String, is name: String, needed: String
  ) -> StoreError {
    StoreError(
      description: "\(path): this is the key \(name), but the people are sealed with \(needed). "
        + "Put that one there, or name it with HUIKAN_PEOPLE_KEY. Nothing was changed.")
  }

  static func openElsewhere(_ directory: String) -> StoreError {
    StoreError(
      description: "\(directory): another process has this store open. Stop the server first.",
      isLocked: true)
  }
}
