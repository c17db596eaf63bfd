/// A field of a posted form.
struct FormField: Hashable, Sendable {
  let name: String
  let value: String
}

/// Reads `application/x-www-form-urlencoded`, as browsers post a form.
enum FormDecoding {
  /// The fields in their order.
  ///
  /// - Throws: `malformedBody` where an escape is broken, the text is no UTF-8, a name comes twice
  ///   or there are more than 50 fields.
  static func fields(_ bytes: [UInt8]) throws -> [FormField] {
    guard let fields = pairs(bytes) else {
      throw Problem(.malformedBody, "表单内容无法读取。", "The form cannot be read.")
    }
    guard Set(fields.map(\.name)).count == fields.count else {
      throw Problem(
        .malformedBody, "表单里有一项填了两次。", "A field of the form comes twice.")
    }
    return fields
  }

  /// The names and values in their order, also those that come again; nil where an escape is broken, the text
  /// is no UTF-8 or there are more than 50 of them.
  static func pairs(_ bytes: [UInt8]) -> [FormField]? {
    var fields: [FormField] = []
    for pair in bytes.split(separator: UInt8(ascii: "&")) {
      let halves = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decode(halves[0]), let value = decode(halves.dropFirst().first ?? []),
        fields.count < 50
      else { return nil }
      fields.append(FormField(name: name, value: value))
    }
    return fields
  }

  /// Text from percent-encoded bytes; nil where an escape is broken or the result is no UTF-8.
  static func decode(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool = true) -> String? {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < bytes.endIndex, let high = Hexadecimal.value(bytes[index + 1]),
          let low = Hexadecimal.value(bytes[index + 2])
        else { return nil }
        text.append(high << 4 | low)
        index += 3
      } else {
        text.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
      }
    }
    return String(validating: text, as: UTF8.self)
  }
}
