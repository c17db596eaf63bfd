extension JSONScanner {
  /// Reads any number: `.int` where it is an integer of 64 bits, else `.number` with its text.
  mutating func number() throws(JSONError) -> JSONValue {
    skipSpace()
    let start = offset
    let isNegative = offset < bytes.count && bytes[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    let firstDigit = offset
    let (magnitude, fits) = digits()
    guard offset > firstDigit else { throw failure("a digit is expected") }
    if bytes[firstDigit] == UInt8(ascii: "0"), offset > firstDigit + 1 {
      throw failure("a number does not start with 0", at: firstDigit)
    }
    let isInteger = try !fractionAndExponent()
    needsComma = true
    if isInteger, fits, !(isNegative && magnitude == 0) {
      if isNegative, magnitude <= Int64.min.magnitude {
        return .int(Int64(truncatingIfNeeded: 0 &- magnitude))
      }
      if !isNegative, magnitude <= Int64.max.magnitude {
        return .int(Int64(truncatingIfNeeded: magnitude))
      }
    }
    return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  /// Reads digits as a magnitude, and whether 64 bits hold it.
  private mutating func digits() -> (UInt64, Bool) {
    var magnitude: UInt64 = 0
    var fits = true
    while offset < bytes.count {
      let digit = bytes[offset] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
      if overflow || carry { fits = false }
      magnitude = sum
      offset += 1
    }
    return (magnitude, fits)
  }

  /// - Returns: whether there was a fraction or an exponent.
  private mutating func fractionAndExponent() throws(JSONError) -> Bool {
    let start = offset
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try requireDigits("a digit is expected after the decimal point")
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count,
        bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-")
      {
        offset += 1
      }
      try requireDigits("a digit is expected in the exponent")
    }
    return offset > start
  }

  private mutating func requireDigits(_ message: String) throws(JSONError) {
    let start = offset
    _ = digits()
    guard offset > start else { throw failure(message) }
  }
}
