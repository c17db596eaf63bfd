/// Reads JSON token by token from bytes that stay where they are: no tree, and no allocation but for
/// the strings that the caller asks for.
///
/// The caller walks the structure and the scanner checks it: brackets, commas, numbers, escapes,
/// UTF-8 and depth. Duplicate names are the caller's affair here (`JSONValue.parse` refuses them).
///
/// ```swift
/// try scanner.beginObject()
/// while try scanner.nextKey() {
///   if scanner.keyIs("seq") { sequence = try scanner.int() } else { _ = try scanner.skipValue() }
/// }
/// try scanner.finish()
/// ```
public struct JSONScanner {
  /// What the next value is.
  public enum Kind: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool
    /// Any number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let maximumDepth: Int
  /// The byte to be read next.
  public internal(set) var offset = 0
  var depth = 0
  var needsComma = false
  var keyRange = 0..<0
  var keyIsEscaped = false

  /// - Parameters:
  ///   - bytes: the text; it must outlive the scanner, so make and use the scanner inside
  ///     `withUnsafeBufferPointer`.
  ///   - maximumDepth: how many arrays and objects may stand inside each other.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = 64) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  /// The kind of the value that follows, which stays unread.
  public mutating func peek() throws(JSONError) -> Kind {
    skipSpace()
    guard offset < bytes.count else { throw failure("the text ends where a value is expected") }
    switch bytes[offset] {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw failure("a value is expected")
    }
  }

  /// Reads `{`.
  public mutating func beginObject() throws(JSONError) {
    try open(UInt8(ascii: "{"), "an object is expected")
  }

  /// Reads `[`.
  public mutating func beginArray() throws(JSONError) {
    try open(UInt8(ascii: "["), "an array is expected")
  }

  /// Reads the next name of the open object and its colon, or its `}`.
  /// - Returns: false where the object has ended.
  public mutating func nextKey() throws(JSONError) -> Bool {
    guard try nextItem(closing: UInt8(ascii: "}")) else { return false }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
      throw failure("a name in double quotes is expected")
    }
    (keyRange, keyIsEscaped) = try stringContent()
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else {
      throw failure("':' is expected after a name")
    }
    offset += 1
    return true
  }

  /// Reads the next name of the open object where it is `name` and stands right here, as a program
  /// writes it: without space and without escapes. Otherwise reads nothing; `nextKey` then tells more.
  public mutating func takeKey(_ name: StaticString) -> Bool {
    let length = name.utf8CodeUnitCount
    let quote = offset + (needsComma ? 1 : 0)
    let end = quote + length + 3
    guard end <= bytes.count, !needsComma || bytes[offset] == UInt8(ascii: ","),
      bytes[quote] == UInt8(ascii: "\""), bytes[end - 2] == UInt8(ascii: "\""),
      bytes[end - 1] == UInt8(ascii: ":")
    else { return false }
    let expected = name.utf8Start
    for index in 0..<length where bytes[quote + 1 + index] != expected[index] { return false }
    keyRange = (quote + 1)..<(quote + 1 + length)
    keyIsEscaped = false
    needsComma = false
    offset = end
    return true
  }

  /// Reads the next name of the open object, which must be `name`.
  package mutating func expectKey(_ name: StaticString) throws(JSONError) {
    if takeKey(name) { return }
    guard try nextKey(), keyIs(name) else { throw failure("'\(name)' is expected") }
  }

  /// Goes to the next element of the open array, or reads its `]`.
  /// - Returns: false where the array has ended.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try nextItem(closing: UInt8(ascii: "]"))
  }

  /// Whether the name just read is `name`; a name written with escapes never is.
  public func keyIs(_ name: StaticString) -> Bool {
    guard keyRange.count == name.utf8CodeUnitCount, !keyIsEscaped else { return false }
    let expected = name.utf8Start
    for index in 0..<keyRange.count where bytes[keyRange.lowerBound + index] != expected[index] {
      return false
    }
    return true
  }

  /// The name just read, unescaped.
  public func keyText() throws(JSONError) -> String {
    try text(of: keyRange, escaped: keyIsEscaped)
  }

  /// Reads a string.
  public mutating func string() throws(JSONError) -> String {
    let (range, escaped) = try quoted()
    return try text(of: range, escaped: escaped)
  }

  /// Reads a string written without escapes, as the range of its bytes between the quotes.
  ///
  /// For hexadecimal digits and the like that go straight into numbers; an escape is an error.
  public mutating func plainString() throws(JSONError) -> Range<Int> {
    let start = offset
    let (range, escaped) = try quoted()
    guard !escaped else { throw failure("a string without escapes is expected", at: start) }
    return range
  }

  /// Reads a string written without escapes as its bytes, which stay where they are.
  public mutating func plainBytes() throws(JSONError) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[try plainString()])
  }

  /// Reads `true` or `false`.
  public mutating func bool() throws(JSONError) -> Bool {
    skipSpace()
    if word("true") { return true }
    if word("false") { return false }
    throw failure("true or false is expected")
  }

  /// Reads `null` where it stands there; otherwise reads nothing.
  public mutating func null() -> Bool {
    skipSpace()
    return word("null")
  }

  /// Reads an integer of at most 64 bits.
  public mutating func int() throws(JSONError) -> Int64 {
    skipSpace()
    let start = offset
    guard case .int(let value) = try number() else {
      throw failure("an integer of at most 64 bits is expected", at: start)
    }
    return value
  }

  /// Reads one complete value, whatever it is.
  /// - Returns: the range of its bytes, without the space around it.
  public mutating func skipValue() throws(JSONError) -> Range<Int> {
    let kind = try peek()
    let start = offset
    switch kind {
    case .null: if !null() { throw failure("null is expected") }
    case .bool: _ = try bool()
    case .number: _ = try number()
    case .string: _ = try quoted()
    case .array:
      try beginArray()
      while try nextElement() { _ = try skipValue() }
    case .object:
      try beginObject()
      while try nextKey() { _ = try skipValue() }
    }
    return start..<offset
  }

  /// Passes over an array or object by its brackets and strings alone, for whoever will read it later:
  /// what stands between them is not checked.
  /// - Returns: the range of its bytes.
  public mutating func passOver() throws(JSONError) -> Range<Int> {
    let start = offset
    let outside = depth
    repeat {
      guard offset < bytes.count else { throw failure("the text ends inside an array or object") }
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        _ = try stringContent()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard depth < maximumDepth else {
          throw failure("more than \(maximumDepth) arrays and objects inside each other")
        }
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      offset += 1
    } while depth > outside
    needsComma = true
    return start..<offset
  }

  /// Checks that nothing but space follows the value read.
  public mutating func finish() throws(JSONError) {
    skipSpace()
    guard offset == bytes.count else { throw failure("something follows the end of the value") }
  }

  /// An error of the caller's own at a byte, for a value that is JSON but not what it should be.
  /// - Parameters:
  ///   - message: what is wrong.
  ///   - offset: the byte; by default the one to be read next.
  /// - Returns: the error, to be thrown.
  public func failure(_ message: String, at offset: Int? = nil) -> JSONError {
    JSONError(message, at: offset ?? self.offset, in: bytes)
  }
}

extension JSONScanner {
  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  private mutating func open(_ bracket: UInt8, _ message: String) throws(JSONError) {
    skipSpace()
    guard offset < bytes.count, bytes[offset] == bracket else { throw failure(message) }
    guard depth < maximumDepth else {
      throw failure("more than \(maximumDepth) arrays and objects inside each other")
    }
    depth += 1
    offset += 1
    needsComma = false
  }

  private mutating func nextItem(closing bracket: UInt8) throws(JSONError) -> Bool {
    skipSpace()
    guard offset < bytes.count else { throw failure("the text ends inside an array or object") }
    if bytes[offset] == bracket {
      offset += 1
      depth -= 1
      needsComma = true
      return false
    }
    guard needsComma else { return true }
    guard bytes[offset] == UInt8(ascii: ",") else {
      throw failure("',' or '\(Unicode.Scalar(bracket))' is expected")
    }
    offset += 1
    needsComma = false
    skipSpace()
    if offset < bytes.count, bytes[offset] == bracket {
      throw failure("a comma stands before the end of an array or object")
    }
    return true
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard bytes.count - offset >= length else { return false }
    for index in 0..<length where bytes[offset + index] != word.utf8Start[index] { return false }
    offset += length
    needsComma = true
    return true
  }
}
