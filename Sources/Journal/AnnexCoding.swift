import JSON

/// A line of the annex: a value and its salt, or the trace of an erased one.
struct AnnexLine {
  var sequence: Int
  var field: String
  /// nil where the value has been erased.
  var content: (value: String, salt: [UInt8])?
}

extension AnnexDraft {
  /// What the record says of this value: the hash of the salt followed by the value's UTF-8.
  func commitment(_ hash: HashFunction) -> Hash256 {
    AnnexDraft.commitment(salt: salt, value: value, hash)
  }

  static func commitment(salt: [UInt8], value: String, _ hash: HashFunction) -> Hash256 {
    (salt + Array(value.utf8)).withUnsafeBytes { hash($0) }
  }

  /// Writes the line's JSON.
  func write(to json: inout JSONWriter, sequence: Int) {
    json.beginObject()
    json.member("v", recordVersion)
    json.member("seq", sequence)
    json.member("field", field)
    json.member("salt", Hexadecimal.text(salt))
    json.member("value", value)
    json.endObject()
  }
}

extension AnnexLine {
  /// This line's value, where it is the field of a record that comes next and proves itself.
  func value(
    provedBy record: RecordView, field index: Int, at place: Place, _ hash: HashFunction
  ) throws(JournalError) -> AnnexValue {
    let commitment = record.commitments[index]
    guard sequence == record.sequence, field == commitment.field else {
      throw .damaged(
        place, "the value '\(commitment.field)' of record \(record.sequence) is missing here")
    }
    if let content {
      let digest = AnnexDraft.commitment(salt: content.salt, value: content.value, hash)
      guard digest == commitment.digest else {
        throw .damaged(place, "the value is not the one that record \(sequence) had")
      }
    }
    return AnnexValue(field: field, value: content?.value)
  }

  /// Reads a line's JSON. Where the value has been erased `"erased":true` stands for salt and value.
  static func parse(_ json: UnsafeBufferPointer<UInt8>) throws(UnreadableLine) -> AnnexLine {
    var scanner = JSONScanner(json)
    do throws(JSONError) {
      try scanner.beginObject()
      guard try scanner.nextKey(), scanner.keyIs("v") else {
        throw scanner.failure("a line of the annex begins with its version")
      }
    } catch { throw UnreadableLine(error) }
    try checkVersion(&scanner)
    do {
      return try parseBody(&scanner, json)
    } catch { throw UnreadableLine(error) }
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
    var line = AnnexLine(sequence: Int(try scanner.int()), field: "", content: nil)
    try scanner.expectKey("field")
    line.field = try scanner.string()
    guard try scanner.nextKey() else { throw scanner.failure("the line ends too early") }
    if scanner.keyIs("salt") {
      let range = try scanner.plainString()
      guard let salt = Hexadecimal.bytes(UnsafeBufferPointer(rebasing: json[range])) else {
        throw scanner.failure("hexadecimal digits are expected", at: range.lowerBound)
      }
      try scanner.expectKey("value")
      line.content = (try scanner.string(), salt)
    } else {
      guard scanner.keyIs("erased"), try scanner.bool() else {
        throw scanner.failure("'salt' or 'erased' is expected")
      }
    }
    guard try !scanner.nextKey() else { throw scanner.failure("the line has a key too many") }
    try scanner.finish()
    return line
  }
}
