import JSON

/// The version of the records written today; a reader refuses any that it does not know.
let recordVersion: Int64 = 1

/// Why a line with a right checksum is still no record that can be read.
struct UnreadableLine: Error {
  var isNewer = false
  var offset: Int
  var reason: String

  init(_ error: JSONError) {
    offset = error.offset
    reason = error.message
  }

  init(unknownVersion version: Int64, at offset: Int) {
    isNewer = true
    self.offset = offset
    reason = "version \(version) is unknown here"
  }
}

extension RecordDraft {
  /// Writes the record's JSON; the order of the keys is part of the format.
  func write(
    to json: inout JSONWriter, sequence: Int, commitments: [Hash256], previous: Hash256
  ) {
    json.beginObject()
    json.member("v", recordVersion)
    json.member("seq", sequence)
    json.member("time", time)
    json.member("actor", actor)
    if let key { json.member("key", key) }
    if let request { json.member("request", request) }
    json.key("facts")
    json.raw(facts)
    if !annex.isEmpty {
      json.key("annex")
      json.object { json in
        for (draft, commitment) in zip(annex, commitments) {
          json.key(escaping: draft.field)
          json.string(commitment.description)
        }
      }
    }
    json.member("prev", previous.description)
    json.endObject()
  }
}

extension RecordView {
  /// Reads a record's JSON, whose keys stand in their one order, with no space between them.
  static func parse(_ json: UnsafeBufferPointer<UInt8>) throws(UnreadableLine) -> RecordView {
    var scanner = JSONScanner(json)
    var view = RecordView(json: json)
    do throws(JSONError) {
      try scanner.beginObject()
      guard try scanner.nextKey(), scanner.keyIs("v") else {
        throw scanner.failure("a record begins with its version")
      }
    } catch { throw UnreadableLine(error) }
    try checkVersion(&scanner)
    do {
      try view.readBody(&scanner)
    } catch { throw UnreadableLine(error) }
    return view
  }

  private mutating func readBody(_ scanner: inout JSONScanner) throws(JSONError) {
    try scanner.expectKey("seq")
    sequence = Int(try scanner.int())
    try scanner.expectKey("time")
    time = try scanner.int()
    try scanner.expectKey("actor")
    actorRange = try scanner.plainString()
    if scanner.takeKey("key") { keyRange = try scanner.plainString() }
    if scanner.takeKey("request") { requestRange = try scanner.plainString() }
    try scanner.expectKey("facts")
    guard try scanner.peek() == .array else {
      throw scanner.failure("an array 'facts' is expected")
    }
    factsRange = try scanner.passOver()
    if scanner.takeKey("annex") { try readCommitments(&scanner) }
    try scanner.expectKey("prev")
    previous = try scanner.digest(in: json)
    guard try !scanner.nextKey() else { throw scanner.failure("'prev' is the last key") }
    try scanner.finish()
  }

  private mutating func readCommitments(_ scanner: inout JSONScanner) throws(JSONError) {
    try scanner.beginObject()
    while try scanner.nextKey() {
      let field = try scanner.keyText()
      commitments.append(Commitment(field: field, digest: try scanner.digest(in: json)))
    }
  }
}

/// Reads the value of `v` and refuses one that this program does not know.
func checkVersion(
  _ scanner: inout JSONScanner, newest: Int64 = recordVersion
) throws(UnreadableLine) {
  let version: Int64
  let offset = scanner.offset
  do {
    version = try scanner.int()
  } catch { throw UnreadableLine(error) }
  guard (recordVersion...newest).contains(version) else {
    throw UnreadableLine(unknownVersion: version, at: offset)
  }
}

extension JSONScanner {
  mutating func expectKey(_ name: StaticString) throws(JSONError) {
    if takeKey(name) { return }
    guard try nextKey(), keyIs(name) else { throw failure("'\(name)' is expected") }
  }

  mutating func digest(in bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> Hash256 {
    let range = try plainString()
    guard let digest = Hash256(hex: UnsafeBufferPointer(rebasing: bytes[range])) else {
      throw failure("64 lower-case hexadecimal digits are expected", at: range.lowerBound)
    }
    return digest
  }
}
