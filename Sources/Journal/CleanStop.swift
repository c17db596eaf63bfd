import Disk
import JSON
import Lines

/// What a clean stop leaves behind: where everything ended. It makes the next start quick, and a
/// tail that is missing from the disk since then is noticed.
struct CleanStop {
  var head: JournalHead
  /// The first record of the last segment.
  var first: Int
  var size: Int
  var annexSize: Int

  func encoded() -> [UInt8] {
    var writer = JSONWriter()
    _ = Line.append(to: &writer) { json in
      json.object { json in
        json.member("v", Line.version)
        json.member("seq", head.sequence)
        json.member("hash", head.hash.description)
        json.member("first", first)
        json.member("size", size)
        json.member("annex", annexSize)
      }
    }
    return writer.bytes
  }

  /// What the last clean stop has left in a store; nil where there is none.
  ///
  /// The file takes its place whole, so no crash leaves one that cannot be read: that is damage.
  static func read(
    _ layout: Layout, on fileSystem: any FileSystem
  ) throws(JournalError) -> CleanStop? {
    guard try onDisk(fileSystem.list(layout.directory)).contains("clean") else { return nil }
    guard let cleanStop = CleanStop(try onDisk(fileSystem.contents(of: layout.cleanStop))) else {
      throw .stopUnfit(
        Place(path: layout.cleanStop),
        "it does not say where the store was stopped, and no crash leaves it so")
    }
    return cleanStop
  }

  /// Reads what `encoded` wrote; nil for anything else.
  init?(_ bytes: [UInt8]) {
    let value = bytes.dropLast().withUnsafeBufferPointer { line in
      Line.json(of: line).flatMap { try? JSONValue.parse($0) }
    }
    guard let value, value["v"] == .int(Line.version), let sequence = value["seq"]?.int,
      let hash = value["hash"]?.string, let digest = Hash256(hex: hash),
      let first = value["first"]?.int, let size = value["size"]?.int,
      let annexSize = value["annex"]?.int
    else { return nil }
    self.init(
      head: JournalHead(sequence: sequence, hash: digest), first: first, size: size,
      annexSize: annexSize)
  }

  init(head: JournalHead, first: Int, size: Int, annexSize: Int) {
    self.head = head
    self.first = first
    self.size = size
    self.annexSize = annexSize
  }
}

extension JournalError {
  /// What a clean stop has left does not fit the files, which may be whole even so.
  static func stopUnfit(_ place: Place, _ reason: String) -> JournalError {
    JournalError(
      kind: .damaged, place: place.description, reason: reason,
      remedy:
        "Nothing was changed. If only the file “clean” is damaged, or comes from another day: move it "
        + "out of the store, and compare what huikan ledger head then says with the last head that was noted "
        + "elsewhere (in an issue, beside a backup, from /api/v1/health). Is it that one or a later one, "
        + "nothing is missing: start. Otherwise restore a backup.")
  }
}
