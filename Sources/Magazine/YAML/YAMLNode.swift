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
    switch scalar.bytes.count {
    case 0: return true
    case 1: return scalar.bytes.first == UInt8(ascii: "~")
    case 4: return scalar.isWord("null") || scalar.isWord("Null") || scalar.isWord("NULL")
    default: return false
    }
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

  /// Whether this is that word, byte for byte.
  func isWord(_ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { bytes.elementsEqual($0) }
  }

  /// Whether this is that text, byte for byte.
  func isText(_ text: String) -> Bool {
    bytes.count == text.utf8.count && bytes.elementsEqual(text.utf8)
  }

  /// Whether two texts are the same, however they were written.
  func isSame(as other: YAMLScalar) -> Bool {
    bytes.count == other.bytes.count && bytes.elementsEqual(other.bytes)
  }
}

/// Why a text is not YAML, and where.
struct YAMLProblem: Error, Sendable, Equatable {
  var position: Position
  var message: String
  var remedy: String?
}
