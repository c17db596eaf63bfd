/// A YAML value and where it stands: the little that front matter needs, whichever reader made it.
struct YAMLNode: Sendable, Equatable {
  enum Value: Sendable, Equatable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  var value: Value
  var position: Position

  /// Whether nothing stands there: `key:`, `key: ~`, `key: null`.
  var isNull: Bool {
    guard case .scalar(let scalar) = value, scalar.isPlain else { return false }
    return scalar.bytes.isEmpty
      || ["~", "null", "Null", "NULL"].contains { scalar.bytes.elementsEqual($0.utf8) }
  }
}

/// A key and its value, in the order of the file.
struct YAMLEntry: Sendable, Equatable {
  var key: YAMLScalar
  var keyPosition: Position
  var value: YAMLNode
}

/// A text as YAML means it: quotes and escapes resolved, nothing interpreted.
struct YAMLScalar: Sendable, Equatable {
  /// UTF-8. A slice of the file where the text stands there as it is.
  var bytes: ArraySlice<UInt8>
  /// Whether it was written without quotes: only then may it mean a number, a date or nothing.
  var isPlain: Bool

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Why a text is not YAML, and where.
struct YAMLProblem: Error, Sendable, Equatable {
  var position: Position
  var message: String
  var remedy: String?
}
