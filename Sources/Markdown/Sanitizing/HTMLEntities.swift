/// The entities that matter in an attribute's value. What is not undone here is escaped when it is
/// written, so a browser never sees more in a value than was judged.
enum HTMLEntities {
  /// The value with numeric entities and the commonest names undone.
  static func decoded(_ value: Bytes) -> String {
    var ampersand = value.index(from: 0, ofByte: UInt8(ascii: "&"))
    if ampersand == value.count { return String(decoding: value, as: UTF8.self) }
    var output: [UInt8] = []
    output.reserveCapacity(value.count)
    var copied = 0
    while ampersand < value.count {
      let start = ampersand + 1
      let end = value[start...].prefix(11).firstIndex(of: UInt8(ascii: ";"))
      if let end, let scalar = scalar(Bytes(rebasing: value[start..<end])) {
        output.append(value, copied..<ampersand)
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        copied = end + 1
      }
      ampersand = value.index(from: max(start, copied), ofByte: UInt8(ascii: "&"))
    }
    output.append(value, copied..<value.count)
    return String(decoding: output, as: UTF8.self)
  }

  private static func scalar(_ name: Bytes) -> Unicode.Scalar? {
    if name.first == UInt8(ascii: "#") {
      let isHexadecimal = name.count > 1 && name[1] | 0x20 == UInt8(ascii: "x")
      let digits = name[(isHexadecimal ? 2 : 1)...]
      return UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
        .flatMap(Unicode.Scalar.init)
    }
    for (known, scalar) in names
    where known.utf8CodeUnitCount == name.count && name.matches(known, at: 0) {
      return scalar
    }
    return nil
  }

  private static let names: [(StaticString, Unicode.Scalar)] = [
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("colon", ":"),
    ("nbsp", "\u{A0}"),
  ]
}
