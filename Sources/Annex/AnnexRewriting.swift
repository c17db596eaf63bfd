package import Disk
import JSON
package import Lines

/// Writes a segment's annex anew: the one kind of file that ever is, because people have a right to be
/// forgotten and the chain holds nothing of them.
///
/// A new file takes the old one's place in one step, so a crash leaves the one or the other, whole.
package struct AnnexRewriting {
  let fileSystem: any FileSystem
  /// The directory of the annexes.
  let directory: String

  package init(fileSystem: any FileSystem, directory: String) {
    self.fileSystem = fileSystem
    self.directory = directory
  }

  /// Prepares an annex with the traces of some records' values in their place.
  ///
  /// - Parameters:
  ///   - sequences: the records.
  ///   - path: the annex.
  ///   - room: up to which byte somebody counts on space that the disk has promised.
  /// - Returns: how many values there were to be erased; nil where there was none.
  /// - Throws: where the file cannot be read, is damaged, or the new one cannot be written.
  package func erase(
    _ sequences: Set<Int>, in path: String, room: Int = 0
  ) throws(JournalError) -> Int? {
    try prepare(path, room: room) { line, length in
      if case .erased = line.content { return nil }
      return sequences.contains(line.sequence) ? line.trace(length: length) : nil
    }
  }

  /// Prepares an annex with all its values sealed; for the rest as `erase`.
  package func seal(_ path: String, with sealing: AnnexSealing) throws(JournalError) -> Int? {
    try prepare(path) { line, _ in line.sealed(sealing) }
  }

  /// Prepares an annex with other lines in the place of some: a new file, ready beside the old one.
  private func prepare(
    _ path: String, room: Int = 0, _ change: (AnnexLine, _ length: Int) -> [UInt8]?
  ) throws(JournalError) -> Int? {
    let bytes = try onDisk(fileSystem.contents(of: path))
    var writer = JSONWriter()
    writer.bytes.reserveCapacity(bytes.count)
    var count = 0
    var number = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: Line.end) ?? bytes.endIndex
      number += 1
      let place = Place(path: path, line: number, offset: start)
      let line = try parsed(bytes[start..<end], at: place)
      if let json = change(line, end - start - Line.headLength) {
        let head = writer.bytes.count
        _ = Line.append(to: &writer) { $0.raw(json) }
        // What it says of the lines before it stays true.
        writer.bytes[head + 8] = bytes[start + 8]
        count += 1
      } else {
        writer.bytes += bytes[start..<end]
        writer.bytes.append(Line.end)
      }
      start = end + 1
    }
    guard count > 0 else { return nil }
    try onDisk { () throws(FileError) in
      try fileSystem.clearWay(for: path + draftSuffix, in: directory)
      try fileSystem.draft(path, with: writer.bytes, room: room).close()
    }
    return count
  }

  /// Puts the prepared file in the old one's place. Where this fails nobody knows which of the two the
  /// next start will find, and whoever writes to the file must stop.
  package func commit(_ path: String) throws(JournalError) {
    try onDisk(fileSystem.putDraft(in: directory, inPlaceOf: path))
  }

  private func parsed(
    _ bytes: ArraySlice<UInt8>, at place: Place
  ) throws(JournalError) -> AnnexLine {
    let result = bytes.withUnsafeBufferPointer { line in
      Result { () throws(JournalError) in
        guard let json = Line.json(of: line) else {
          throw JournalError.damaged(place, "the checksum does not match the line")
        }
        return try AnnexLine.parse(json, at: place)
      }
    }
    return try result.get()
  }
}

extension AnnexLine {
  /// The trace of an erased value, as long as the line that it replaces: so no offset changes, neither
  /// in the index nor under the writer.
  func trace(length: Int) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("v", Line.version)
    json.member("seq", sequence)
    json.member("field", field)
    json.member("erased", true)
    json.endObject()
    let padding = [UInt8](repeating: 0x20, count: max(0, length - json.bytes.count))
    return json.bytes.dropLast() + padding + [UInt8(ascii: "}")]
  }

  /// The line sealed; nil where it is already, or has been erased.
  func sealed(_ sealing: AnnexSealing) -> [UInt8]? {
    guard case .plain(let value, let salt) = content else { return nil }
    var json = JSONWriter()
    let draft = AnnexDraft(field: field, value: value, salt: salt)
    draft.write(to: &json, sequence: sequence, sealing)
    return json.bytes
  }
}
