public import JSON

extension StoredRecord {
  /// The facts as the journal writes them, an object each.
  public var factsJSON: [JSONValue] {
    // What has just been written as JSON is JSON.
    (try? JSONValue.parse(FactCoding.encode(facts)))?.elements ?? []
  }
}
