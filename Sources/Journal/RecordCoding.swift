import Annex
import JSON
import Lines

extension RecordDraft {
  /// Writes the record's JSON; the order of the keys is part of the format.
  func write(
    to json: inout JSONWriter, sequence: Int, commitments: [Hash256], previous: Hash256
  ) {
    json.beginObject()
    json.member("v", Line.version)
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
  static func parse(
    _ json: UnsafeBufferPointer<UInt8>, at place: Place
  ) throws(JournalError) -> RecordView {
    var view = RecordView(json: json)
    var scanner = try Line.scanner(of: json, name: "a record", at: place)
    do {
      try view.readBody(&scanner)
    } catch {
      throw .unreadable(error, at: place)
    }
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
