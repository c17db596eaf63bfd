package import JSON
package import Lines

/// A line of the annex: a value and its salt, or the trace of an erased one.
package struct AnnexLine {
  var sequence: Int
  var field: String
  var content: Content

  enum Content {
    case plain(value: String, salt: [UInt8])
    case sealed(SealedValue)
    case erased
  }
}

extension AnnexDraft {
  /// What the record says of this value: the hash of the salt followed by the value's UTF-8.
  package func commitment(_ hash: HashFunction) -> Hash256 {
    AnnexDraft.commitment(salt: salt, value: value, hash)
  }

  static func commitment(salt: [UInt8], value: String, _ hash: HashFunction) -> Hash256 {
    var bytes = salt
    bytes.append(contentsOf: value.utf8)
    return bytes.withUnsafeBytes { hash($0) }
  }

  /// Appends the value's line, sealed where there is a key.
  package func append(
    to writer: inout JSONWriter, sequence: Int, _ sealing: AnnexSealing?
  ) {
    _ = Line.append(to: &writer) { write(to: &$0, sequence: sequence, sealing) }
  }

  func write(to json: inout JSONWriter, sequence: Int, _ sealing: AnnexSealing?) {
    json.beginObject()
    json.member("v", sealing == nil ? Line.version : SealedValue.version)
    json.member("seq", sequence)
    json.member("field", field)
    if let sealing {
      let sealed = sealing.seal(
        SealedValue.plain(value, salt: salt), SealedValue.context(sequence, field))
      json.member("key", sealing.key)
      json.member("sealed", Hexadecimal.text(sealed))
    } else {
      json.member("salt", Hexadecimal.text(salt))
      json.member("value", value)
    }
    json.endObject()
  }
}

extension AnnexLine {
  /// This line's value, where it is the field of a record that comes next and proves itself.
  func value(
    of record: Int, provedBy commitment: Commitment, at place: Place, _ hash: HashFunction,
    _ access: AnnexAccess
  ) throws(JournalError) -> AnnexValue {
    guard sequence == record, field == commitment.field else {
      throw .damaged(place, "the value '\(commitment.field)' of record \(record) is missing here")
    }
    guard let (value, salt) = try opened(access, at: place) else {
      if case .erased = content { return AnnexValue(field: field, value: nil) }
      return AnnexValue(field: field, value: nil, isSealed: true)
    }
    guard AnnexDraft.commitment(salt: salt, value: value, hash) == commitment.digest else {
      throw .damaged(place, "the value is not the one that record \(sequence) had")
    }
    return AnnexValue(field: field, value: value)
  }

  /// The values of one record, read from a place before them.
  ///
  /// - Parameters:
  ///   - record: the record's number.
  ///   - commitments: what it says of its values.
  ///   - reader: the annex, at or before the first of them.
  ///   - hash: SHA-256.
  ///   - access: what there is to open the annex with.
  /// - Returns: the values; nil for erased ones.
  /// - Throws: where one is missing or is not the one that the record had.
  package static func values(
    of record: Int, provedBy commitments: [Commitment], from reader: LineReader,
    _ hash: HashFunction, _ access: AnnexAccess
  ) throws(JournalError) -> [AnnexValue] {
    defer { withExtendedLifetime(reader) {} }
    var values: [AnnexValue] = []
    while values.count < commitments.count {
      let item = try reader.known()
      if let other = AnnexLine.sequence(in: item.bytes), other < record { continue }
      let line = try AnnexLine.parse(try item.json(), at: item.place)
      values.append(
        try line.value(
          of: record, provedBy: commitments[values.count], at: item.place, hash, access))
    }
    return values
  }

  /// Value and salt; nil where they are erased, or sealed and to be passed over.
  private func opened(
    _ access: AnnexAccess, at place: Place
  ) throws(JournalError) -> (value: String, salt: [UInt8])? {
    switch content {
    case .erased: return nil
    case .plain(let value, let salt): return (value, salt)
    case .sealed(let sealed):
      guard let sealing = access.sealing, sealing.key == sealed.key else {
        if access.passesSealed { return nil }
        throw .sealed(sealed.key, with: access.sealing, at: place)
      }
      guard let opened = sealed.opened(sealing, sequence, field) else {
        throw .damaged(place, "the sealed value does not open with its own key")
      }
      return opened
    }
  }

  /// Reads a line's JSON. `"erased":true` stands for salt and value where they are no more, and from
  /// version 2 on `key` and `sealed` where they are sealed.
  static func parse(
    _ json: UnsafeBufferPointer<UInt8>, at place: Place
  ) throws(JournalError) -> AnnexLine {
    var scanner = try Line.scanner(
      of: json, newest: SealedValue.version, name: "a line of the annex", at: place)
    do {
      return try parseBody(&scanner, json)
    } catch {
      throw .unreadable(error, at: place)
    }
  }

  /// The record to which a line belongs, read without checking the line; nil where it cannot be read.
  static func sequence(in line: UnsafeBufferPointer<UInt8>) -> Int? {
    guard line.count > Line.headLength else { return nil }
    var scanner = JSONScanner(UnsafeBufferPointer(rebasing: line[Line.headLength...]))
    do throws(JSONError) {
      try scanner.beginObject()
      try scanner.expectKey("v")
      _ = try scanner.int()
      try scanner.expectKey("seq")
      return Int(try scanner.int())
    } catch {
      return nil
    }
  }

  private static func parseBody(
    _ scanner: inout JSONScanner, _ json: UnsafeBufferPointer<UInt8>
  ) throws(JSONError) -> AnnexLine {
    try scanner.expectKey("seq")
    var line = AnnexLine(sequence: Int(try scanner.int()), field: "", content: .erased)
    try scanner.expectKey("field")
    line.field = try scanner.string()
    guard try scanner.nextKey() else { throw scanner.failure("the line ends too early") }
    if scanner.keyIs("salt") {
      let salt = try scanner.bytes(in: json)
      try scanner.expectKey("value")
      line.content = .plain(value: try scanner.string(), salt: salt)
    } else if scanner.keyIs("key") {
      let key = try scanner.string()
      try scanner.expectKey("sealed")
      line.content = .sealed(SealedValue(key: key, bytes: try scanner.bytes(in: json)))
    } else {
      guard scanner.keyIs("erased"), try scanner.bool() else {
        throw scanner.failure("'salt', 'key' or 'erased' is expected")
      }
    }
    guard try !scanner.nextKey() else { throw scanner.failure("the line has a key too many") }
    try scanner.finish()
    return line
  }
}

extension JSONScanner {
  /// Reads a string of hexadecimal digits.
  fileprivate mutating func bytes(
    in json: UnsafeBufferPointer<UInt8>
  ) throws(JSONError) -> [UInt8] {
    let range = try plainString()
    guard let bytes = Hexadecimal.bytes(UnsafeBufferPointer(rebasing: json[range])) else {
      throw failure("hexadecimal digits are expected", at: range.lowerBound)
    }
    return bytes
  }
}
