extension JSONValue {
  /// Reads one JSON text (RFC 8259) and nothing else.
  ///
  /// Stricter than the RFC where it leaves a choice: duplicate names (canonically equal ones too, as
  /// `String` compares), lone surrogates, a byte order mark and invalid UTF-8 are errors.
  /// - Parameters:
  ///   - bytes: the text in UTF-8.
  ///   - maximumDepth: how many arrays and objects may stand inside each other.
  /// - Returns: the value.
  /// - Throws: `JSONError`, with the byte at which reading stopped.
  public static func parse(
    _ bytes: some Collection<UInt8>, maximumDepth: Int = 64
  ) throws(JSONError) -> JSONValue {
    let contiguous = bytes.withContiguousStorageIfAvailable { storage in
      whole(storage, maximumDepth: maximumDepth)
    }
    let result =
      contiguous
      ?? Array(bytes).withUnsafeBufferPointer { whole($0, maximumDepth: maximumDepth) }
    return try result.get()
  }

  /// Reads one JSON text; see `parse(_:maximumDepth:)`.
  public static func parse(_ text: String) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8))
  }

  private static func whole(
    _ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int
  ) -> Result<JSONValue, JSONError> {
    Result { () throws(JSONError) -> JSONValue in
      var scanner = JSONScanner(bytes, maximumDepth: maximumDepth)
      let value = try scanner.value()
      try scanner.finish()
      return value
    }
  }
}

extension JSONScanner {
  /// Reads one complete value as a tree; duplicate names are an error.
  public mutating func value() throws(JSONError) -> JSONValue {
    switch try peek() {
    case .null:
      guard null() else { throw failure("null is expected") }
      return .null
    case .bool: return .bool(try bool())
    case .number: return try number()
    case .string: return .string(try string())
    case .array:
      var elements: [JSONValue] = []
      try beginArray()
      while try nextElement() { elements.append(try value()) }
      return .array(elements)
    case .object: return .object(try members())
    }
  }

  private mutating func members() throws(JSONError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    // Most objects have so few that to look through them costs less than to hash them.
    let few = 16
    var names: Set<String> = []
    try beginObject()
    while try nextKey() {
      let start = keyRange.lowerBound - 1
      let key = try keyText()
      if members.count == few { names = Set(members.map(\.key)) }
      let isNew =
        members.count < few
        ? !members.contains { $0.key == key } : names.insert(key).inserted
      guard isNew else {
        throw failure("a name appears twice in an object", at: start)
      }
      members.append(JSONValue.Member(key, try value()))
    }
    return members
  }
}
