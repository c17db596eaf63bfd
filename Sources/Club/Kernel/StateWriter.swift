/// Writes tables as plain little-endian numbers and texts, for snapshots.
///
/// It hands its bytes on in pieces of about `pieceLength`, so that a copy of the whole never stands
/// in memory.
package struct StateWriter {
  private static let pieceLength = 1 << 18

  private var bytes: [UInt8] = []
  private let pass: ([UInt8]) -> Void

  /// - Parameter pass: takes each piece.
  package init(_ pass: @escaping ([UInt8]) -> Void) { self.pass = pass }

  /// Writes a number of one byte.
  package mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// Writes a number of two bytes.
  package mutating func uint16(_ value: UInt16) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a number of four bytes.
  package mutating func uint32(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a number of eight bytes.
  package mutating func int64(_ value: Int64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a number of eight bytes.
  package mutating func uint64(_ value: UInt64) { int64(Int64(bitPattern: value)) }

  /// Writes how many of something follow, or any other whole number.
  package mutating func int(_ value: Int) { int64(Int64(value)) }

  /// Writes yes or no.
  package mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// Writes a text: its length in UTF-8, and its bytes.
  package mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { utf8 in
      uint32(UInt32(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  /// Writes a value that may be missing.
  package mutating func optional<Value>(
    _ value: Value?, _ write: (Value, inout StateWriter) -> Void
  ) {
    flag(value != nil)
    if let value { write(value, &self) }
  }

  /// Writes a row's end: a piece is handed on where there is enough for one.
  package mutating func endRow() {
    if bytes.count >= StateWriter.pieceLength { finish() }
  }

  /// Hands on what is left.
  package mutating func finish() {
    guard !bytes.isEmpty else { return }
    pass(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}

extension StateWriter {
  mutating func code(_ code: Code) { text(code.text) }

  mutating func tokenHash(_ hash: TokenHash) {
    for byte in hash.bytes { self.byte(byte) }
  }
}
