import JSON

/// Reads an object whose keys stand in the order in which they are written.
struct ObjectReader {
  /// How messages call the object.
  var name: String
  private var scanner: JSONScanner
  private var hasKey: Bool

  /// - Parameters:
  ///   - scanner: stands before the object.
  ///   - name: how messages call the object.
  /// - Throws: where no object stands there.
  init(_ scanner: JSONScanner, name: String) throws(JSONError) {
    self.scanner = scanner
    self.name = name
    try self.scanner.beginObject()
    hasKey = try self.scanner.nextKey()
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
    guard hasKey, scanner.keyIs(key) else { return nil }
    let value = try value(&scanner)
    hasKey = try scanner.nextKey()
    return value
  }

  /// Checks that no key is left, and hands the scanner back.
  func end() throws(JSONError) -> JSONScanner {
    guard !hasKey else {
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

  func end() throws(JSONError) -> JSONScanner { try object.end() }

  func failure(_ message: String) -> JSONError { object.failure(message) }
}
