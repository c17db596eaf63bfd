/// Writes values one after another, to be read in the same order by ``PackedReader``.
///
/// The form is for files that a program keeps for itself and may throw away: it names nothing and
/// tells no version. Whole numbers take a byte for every seven bits (LEB128), texts and bytes stand
/// after their length.
public struct PackedWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// A writer of nothing.
  public init() {}

  /// How many bytes have been written.
  public var count: Int { bytes.count }

  /// Makes room for so many bytes.
  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// Writes a number that is not negative.
  public mutating func append(_ number: Int) {
    precondition(number >= 0, "only signed numbers may be negative")
    append(UInt64(number))
  }

  /// Writes a number of any sign: the small ones of both signs are short.
  public mutating func append(signed number: Int64) {
    append(UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  /// Writes a number that may be absent.
  public mutating func append(signed number: Int64?) {
    append(number != nil)
    if let number { append(signed: number) }
  }

  /// Writes eight bytes as they are: for hashes, which have no small values.
  public mutating func append(word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes true or false.
  public mutating func append(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Writes a text.
  public mutating func append(_ text: String) {
    append(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes a text that may be absent.
  public mutating func append(_ text: String?) {
    append(text != nil)
    if let text { append(text) }
  }

  /// Writes bytes.
  public mutating func append(_ content: [UInt8]) {
    append(content.count)
    bytes.append(contentsOf: content)
  }

  /// Writes what another writer has written, as it is.
  public mutating func append(packed content: [UInt8]) { bytes.append(contentsOf: content) }

  /// Writes the number of some values, and each of them.
  public mutating func append<Values: Collection>(
    _ values: Values, _ each: (Values.Element, inout PackedWriter) -> Void
  ) {
    append(values.count)
    for value in values { each(value, &self) }
  }

  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
