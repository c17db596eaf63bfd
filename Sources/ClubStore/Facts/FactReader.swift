import JSON

/// Reads an object whose keys stand in the order in which they are written.
struct ObjectReader {
  /// How messages call the object.
  var name: String
  private var scanner: JSONScanner
  /// Whether a key has been read that nobody has asked for yet; nil where none has been read.
  private var hasKey: Bool?

  /// - Parameters:
  ///   - scanner: stands before the object.
  ///   - name: how messages call the object.
  /// - Throws: where no object stands there.
  init(_ scanner: JSONScanner, name: String) throws(JSONError) {
    self.scanner = scanner
    self.name = name
    try self.scanner.beginObject()
  }

  /// Reads the value of the key that must stand here.
  mutating func read<Value>(
    _ key: StaticString, _ value: (inout JSONScanner) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    guard let value = try readIfThere(key, value) else {
      throw scanner.failure("'\(name)' has no '\(key)' where it belongs")
    }
    return value
  }

  /// Reads the value of a key that may stand here.
  mutating func readIfThere<Value>(
    _ key: StaticString, _ value: (inout JSONScanner) throws(JSONError) -> Value
  ) throws(JSONError) -> Value? {
    if hasKey == nil, scanner.takeKey(key) { return try value(&scanner) }
    guard try findKey(), scanner.keyIs(key) else { return nil }
    hasKey = nil
    return try value(&scanner)
  }

  private mutating func findKey() throws(JSONError) -> Bool {
    if let hasKey { return hasKey }
    let isThere = try scanner.nextKey()
    hasKey = isThere
    return isThere
  }

  /// Checks that no key is left, and hands the scanner back.
  mutating func end() throws(JSONError) -> JSONScanner {
    guard try !findKey() else {
      throw scanner.failure("'\(name)' has an unknown '\(try scanner.keyText())'")
    }
    return scanner
  }

  func failure(_ message: String) -> JSONError { scanner.failure(message) }
}

/// Reads one fact: its type, then its own keys.
struct FactReader {
  /// The fact's name.
  let type: String
  private var object: ObjectReader

  init(_ scanner: JSONScanner) throws(JSONError) {
    object = try ObjectReader(scanner, name: "fact")
    type = try object.read("type", FactValue.text)
    object.name = type
  }

  mutating func read<Value>(
    _ key: StaticString, _ value: (inout JSONScanner) throws(JSONError) -> Value
  ) throws(JSONError) -> Value { try object.read(key, value) }

  mutating func readIfThere<Value>(
    _ key: StaticString, _ value: (inout JSONScanner) throws(JSONError) -> Value
  ) throws(JSONError) -> Value? { try object.readIfThere(key, value) }

  mutating func end() throws(JSONError) -> JSONScanner { try object.end() }

  func failure(_ message: String) -> JSONError { object.failure(message) }
}
