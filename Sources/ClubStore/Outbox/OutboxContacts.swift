import Annex
import Club
import Disk
import JSON
import Journal

/// The file in which a store keeps the contacts of nobody's to which codes are on their way:
/// `outbox-contacts.jsonl`.
///
/// ```
/// {"code":"00010203…","to":"+8613800138000","expires":1798421400000}
/// ```
/// It is apart from the outbox's own file because it is made anew, whole, with every code: it is as long
/// as there are people who are joining just now, whatever else waits. Where there are none it is absent.
enum OutboxContacts {
  static let name = "outbox-contacts.jsonl"

  static func write(
    _ addresses: [OutboxAddress], _ sealing: AnnexSealing?, in directory: String,
    fileSystem: any FileSystem
  ) throws(StoreError) {
    let path = "\(directory)/\(name)"
    do {
      let names = try fileSystem.list(directory)
      if names.contains("\(name).new") { try fileSystem.remove("\(path).new") }
      if addresses.isEmpty {
        guard names.contains(name) else { return }
        try fileSystem.remove(path)
        try fileSystem.syncDirectory(directory)
      } else {
        try fileSystem.replace(path, in: directory, with: addresses.flatMap { $0.line(sealing) })
      }
    } catch {
      throw StoreError(error)
    }
  }

  /// Reads the file of a store; nobody where there is none.
  ///
  /// - Throws: where it cannot be read, with its line and what to do.
  static func read(
    in directory: String, _ sealing: AnnexSealing?, fileSystem: any FileSystem
  ) throws(StoreError) -> [OutboxAddress] {
    let path = "\(directory)/\(name)"
    let bytes: [UInt8]
    do {
      bytes = try fileSystem.contents(of: path)
    } catch {
      if error.isMissing { return [] }
      throw StoreError(error)
    }
    var addresses: [OutboxAddress] = []
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      let place = "\(path):\(index + 1)"
      guard let value = try? JSONValue.parse(Array(line)),
        let address = try OutboxAddress(value, sealing, at: place)
      else {
        throw StoreError(
          description: "\(place): this is no contact of an outbox. Move the file away: whoever was "
            + "just joining asks for another code.")
      }
      addresses.append(address)
    }
    return addresses
  }
}
