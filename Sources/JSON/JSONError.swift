/// What is wrong with a text that should be JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The byte at which reading stopped, counted from 0.
  public let offset: Int
  /// The line of that byte, counted from 1.
  public let line: Int
  /// The column of that byte in Unicode scalars, counted from 1.
  public let column: Int
  /// What was found and what was expected, in English and without the text's own values.
  public let message: String

  /// - Parameters:
  ///   - message: what was found and what was expected.
  ///   - offset: the byte at which reading stopped.
  ///   - bytes: the whole text, from which line and column are counted.
  init(_ message: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.offset = offset
    self.line = line
    self.column = column
    self.message = message
  }

  /// `line 3, column 7 (byte 41): a comma or '}' is expected`.
  public var description: String { "line \(line), column \(column) (byte \(offset)): \(message)" }
}
