package import JSON

/// The frame of every line in every file: `crc mark json`, and a line feed.
///
/// The checksum (eight hexadecimal digits of the CRC-32C) covers the JSON. The mark is a space, or
/// `*` where everything before the line had been synced before the line was written; that is what
/// tells a torn write, which may be cut off, from damage, which may not.
package enum Line {
  /// The version of the lines written today.
  package static let version: Int64 = 1

  package static let headLength = 9
  static let plainMark = UInt8(ascii: " ")
  package static let syncedMark = UInt8(ascii: "*")
  package static let end = UInt8(ascii: "\n")

  /// Appends a line whose JSON `body` writes.
  /// - Returns: where in the writer's bytes the JSON stands.
  package static func append(
    to writer: inout JSONWriter, _ body: (inout JSONWriter) -> Void
  ) -> Range<Int> {
    let start = writer.bytes.count
    writer.bytes.append(contentsOf: repeatElement(plainMark, count: headLength))
    writer.restart()
    body(&writer)
    let json = (start + headLength)..<writer.bytes.count
    let crc = writer.bytes.withUnsafeBytes {
      CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[json]))
    }
    for index in 0..<8 {
      let value = UInt8(truncatingIfNeeded: crc >> UInt32(28 - index * 4) & 15)
      writer.bytes[start + index] = Hexadecimal.digit(value)
    }
    writer.bytes.append(end)
    return json
  }

  /// Whether a line begins as one does before which everything had been synced, whatever has become of
  /// the rest of it.
  package static func isMarked(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count > headLength && line[8] == syncedMark && line[headLength] == UInt8(ascii: "{")
      && line[..<8].allSatisfy { Hexadecimal.value($0) != nil }
  }

  /// Whether bytes can be what a crash has left of the beginning of a line: those of a frame, or zeros
  /// where they never reached the disk.
  package static func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in bytes.prefix(headLength + 1).enumerated() where byte != 0 {
      let isRight =
        switch index {
        case ..<8: Hexadecimal.value(byte) != nil
        case 8: byte == plainMark || byte == syncedMark
        default: byte == UInt8(ascii: "{")
        }
      if !isRight { return false }
    }
    return true
  }

  /// Whether a line is whole but for a carriage return that somebody has put at its end.
  package static func hasCarriageReturn(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.last == UInt8(ascii: "\r")
      && json(of: UnsafeBufferPointer(rebasing: line.dropLast())) != nil
  }

  /// The JSON of a line without its line feed, or nil where frame or checksum are wrong.
  package static func json(of line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard line.count > headLength, line[8] == plainMark || line[8] == syncedMark else { return nil }
    var expected: UInt32 = 0
    for digit in line[..<8] {
      guard let value = Hexadecimal.value(digit) else { return nil }
      expected = expected << 4 | UInt32(value)
    }
    let json = UnsafeBufferPointer(rebasing: line[headLength...])
    return CRC32C.checksum(UnsafeRawBufferPointer(json)) == expected ? json : nil
  }
}

extension Line {
  /// Begins to read a line's JSON, whose first member is its version.
  ///
  /// - Parameters:
  ///   - json: the JSON.
  ///   - newest: the newest version that the reader knows.
  ///   - name: what messages call the line.
  ///   - place: where the line stands.
  /// - Returns: what reads on behind the version.
  /// - Throws: where the version is another, or the line does not begin with one.
  package static func scanner(
    of json: UnsafeBufferPointer<UInt8>, newest: Int64 = version, name: String, at place: Place
  ) throws(JournalError) -> JSONScanner {
    var scanner = JSONScanner(json)
    let found: Int64
    let offset: Int
    do throws(JSONError) {
      try scanner.beginObject()
      guard try scanner.nextKey(), scanner.keyIs("v") else {
        throw scanner.failure("\(name) begins with its version")
      }
      offset = scanner.offset
      found = try scanner.int()
    } catch {
      throw .unreadable(error, at: place)
    }
    guard (version...newest).contains(found) else {
      throw JournalError(
        kind: .newerVersion, place: place.inside(offset).description,
        reason: "version \(found) is unknown here",
        remedy: "A newer version of the program wrote it: use that version. Nothing was changed.")
    }
    return scanner
  }
}

extension JSONScanner {
  /// Reads a string of 64 hexadecimal digits.
  package mutating func digest(in json: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Hash256 {
    let range = try plainString()
    guard let digest = Hash256(hex: UnsafeBufferPointer(rebasing: json[range])) else {
      throw failure("64 lower-case hexadecimal digits are expected", at: range.lowerBound)
    }
    return digest
  }
}
