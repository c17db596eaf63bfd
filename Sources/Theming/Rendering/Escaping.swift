/// Appends text with the five characters escaped that mean something in markup.
///
/// It looks at UTF-8 bytes: all five are ASCII, and no byte of a longer character is. Runs without
/// any of them, which is nearly all text, are copied at once.
func appendEscaped(_ text: String, to output: inout [UInt8]) {
  var text = text
  text.withUTF8 { bytes in
    var start = 0
    for index in bytes.indices where bytes[index] < 0x3F {
      guard let entity = entity(for: bytes[index]) else { continue }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      entity.withUTF8Buffer { output.append(contentsOf: $0) }
      start = index + 1
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
  }
}

private func entity(for byte: UInt8) -> StaticString? {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&quot;"
  case UInt8(ascii: "'"): "&#39;"
  default: nil
  }
}

/// Appends a number in plain digits.
func appendDigits(of number: Int, to output: inout [UInt8]) {
  if number < 0 { output.append(UInt8(ascii: "-")) }
  let start = output.count
  var rest = number.magnitude
  repeat {
    output.append(UInt8(ascii: "0") + UInt8(rest % 10))
    rest /= 10
  } while rest > 0
  output[start...].reverse()
}
