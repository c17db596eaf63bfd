/// Reads what a ``PackedWriter`` wrote, in the same order.
///
/// Bytes that are no such thing are never a crash: from the first one that does not fit every answer
/// is zero, empty or false, and ``isIntact`` says so at the end. What was read is of no use then.
///
/// It borrows the bytes and must not outlive them.
public struct PackedReader {
  private let start: UnsafePointer<UInt8>?
  private let count: Int
  /// How many bytes have been read.
  public private(set) var position = 0
  /// Whether everything that was read so far was there.
  public private(set) var isIntact = true

  /// A reader of borrowed bytes.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    start = bytes.baseAddress
    count = bytes.count
  }

  /// Whether everything has been read.
  public var isAtEnd: Bool { position == count }

  /// Says that what was read means nothing: everything after it is empty.
  public mutating func refuse() {
    isIntact = false
    position = count
  }

  /// Reads a number that is not negative.
  public mutating func number() -> Int {
    let number = varying()
    guard number <= UInt64(Int.max) else {
      refuse()
      return 0
    }
    return Int(number)
  }

  /// Reads a number of any sign.
  public mutating func signed() -> Int64 {
    let number = varying()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// Reads a number that may be absent.
  public mutating func optionalSigned() -> Int64? { flag() ? signed() : nil }

  /// Reads eight bytes as they are.
  public mutating func word() -> UInt64 {
    guard let bytes = take(8), let first = bytes.baseAddress else { return 0 }
    return UInt64(littleEndian: UnsafeRawPointer(first).loadUnaligned(as: UInt64.self))
  }

  /// Reads true or false.
  public mutating func flag() -> Bool {
    guard position < count, let start else {
      refuse()
      return false
    }
    defer { position += 1 }
    return start[position] == 1
  }

  /// Reads a text.
  public mutating func text() -> String {
    guard let bytes = take(number()) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a text that may be absent.
  public mutating func optionalText() -> String? { flag() ? text() : nil }

  /// Reads bytes.
  public mutating func bytes() -> [UInt8] { Array(slice()) }

  /// Reads bytes without copying them; they are the lender's.
  public mutating func slice() -> UnsafeBufferPointer<UInt8> {
    take(number()) ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Reads how many values there are, and each of them.
  public mutating func list<Value>(_ each: (inout PackedReader) -> Value) -> [Value] {
    let length = number()
    // A value takes a byte at least; a number that promises more is none of ours.
    guard length <= count - position else {
      refuse()
      return []
    }
    var values: [Value] = []
    values.reserveCapacity(length)
    for _ in 0..<length { values.append(each(&self)) }
    return values
  }

  private mutating func varying() -> UInt64 {
    guard let start else {
      refuse()
      return 0
    }
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < count, shift < 64 {
      let byte = start[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    refuse()
    return 0
  }

  private mutating func take(_ length: Int) -> UnsafeBufferPointer<UInt8>? {
    guard length <= count - position, isIntact, let start else {
      refuse()
      return nil
    }
    defer { position += length }
    return UnsafeBufferPointer(start: start + position, count: length)
  }
}

extension [UInt8] {
  /// Reads the bytes, which must be whole: nil where they are not, or where some are left over.
  public func unpacked<Value>(_ read: (inout PackedReader) -> Value) -> Value? {
    withUnsafeBufferPointer { bytes in
      var reader = PackedReader(bytes)
      let value = read(&reader)
      return reader.isIntact && reader.isAtEnd ? value : nil
    }
  }
}
