/// A JSON text as a tree, for requests and settings; records of the journal go through `JSONScanner`.
///
/// The order of an object's members is kept, because an answer shown twice must be the same bytes.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without fraction and exponent that fits 64 bits.
  case int(Int64)
  /// Any other number (a fraction, an exponent, more than 64 bits, `-0`), as it was written.
  case number(String)
  /// A string, unescaped.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object; its names differ from each other.
  case object([Member])

  /// One name and its value in an object.
  public struct Member: Hashable, Sendable {
    /// The name, unescaped.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// Puts a name and a value together.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
}

extension JSONValue {
  /// The value of an object's member; nil where there is none or where this is no object.
  public subscript(key: String) -> JSONValue? {
    members?.first { $0.key == key }?.value
  }

  /// An array's element; nil beyond its end or where this is no array.
  public subscript(index: Int) -> JSONValue? {
    guard let elements, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The text of a string.
  public var string: String? {
    guard case .string(let value) = self else { return nil }
    return value
  }

  /// The value of an integer.
  public var int: Int? {
    guard case .int(let value) = self else { return nil }
    return Int(value)
  }

  /// The value of `true` or `false`.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// An array's elements.
  public var elements: [JSONValue]? {
    guard case .array(let value) = self else { return nil }
    return value
  }

  /// An object's members in their order.
  public var members: [Member]? {
    guard case .object(let value) = self else { return nil }
    return value
  }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// What kind of value this is, as a message says it: “a string”, “an object”.
  public var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .int, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONValue: CustomStringConvertible {
  /// Writes this value.
  /// - Parameters:
  ///   - writer: where to.
  ///   - sortedKeys: whether objects are written by ascending UTF-8 bytes of their names rather than
  ///     in their own order.
  public func write(to writer: inout JSONWriter, sortedKeys: Bool = false) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .int(let value): writer.int(value)
    case .number(let text): writer.raw(Array(text.utf8))
    case .string(let value): writer.string(value)
    case .array(let elements):
      writer.array { writer in
        for element in elements { element.write(to: &writer, sortedKeys: sortedKeys) }
      }
    case .object(let members):
      let ordered =
        sortedKeys
        ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : members
      writer.object { writer in
        for member in ordered {
          writer.key(escaping: member.key)
          member.value.write(to: &writer, sortedKeys: sortedKeys)
        }
      }
    }
  }

  /// This value as compact UTF-8.
  public func encoded(sortedKeys: Bool = false) -> [UInt8] {
    var writer = JSONWriter()
    write(to: &writer, sortedKeys: sortedKeys)
    return writer.bytes
  }

  /// This value as compact text.
  public var description: String { String(decoding: encoded(), as: UTF8.self) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An integer.
  public init(integerLiteral value: Int64) { self = .int(value) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object with its members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
