import JSON
import Testing

/// What a text reads as, or where and why it does not: one line.
private func reading(_ bytes: [UInt8]) -> String {
  do {
    return try JSONValue.parse(bytes).description
  } catch {
    return "\(error)"
  }
}

private func reading(_ text: String) -> String { reading(Array(text.utf8)) }

@Suite("Reading JSON")
struct JSONParsingTests {
  @Test(
    "a text that RFC 8259 allows is read and written again in its shortest form",
    arguments: [
      ("null", "null"),
      (" \t\r\n true \n", "true"),
      ("false", "false"),
      ("0", "0"),
      ("-1", "-1"),
      ("9223372036854775807", "9223372036854775807"),
      ("-9223372036854775808", "-9223372036854775808"),
      ("9223372036854775808", "9223372036854775808"),
      ("-9223372036854775809", "-9223372036854775809"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
      ("-0", "-0"),
      ("0.0", "0.0"),
      ("-0.5e+10", "-0.5e+10"),
      ("1E400", "1E400"),
      ("10e-2", "10e-2"),
      (#""""#, #""""#),
      (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#),
      (#""\u0000\u001f\u007f""#, "\"\\u0000\\u001f\u{7F}\""),
      (#""\u5BB6""#, #""家""#),
      (#""\uD83C\uDFE0""#, #""🏠""#),
      (#""\uDBFF\uDFFF""#, "\"\u{10FFFF}\""),
      (#""\uFFFF""#, "\"\u{FFFF}\""),
      ("[]", "[]"),
      ("[ ]", "[]"),
      ("[1 , [ ] ,{ }]", "[1,[],{}]"),
      ("{}", "{}"),
      (#"{ "b" : 1 , "a" : [ "会刊" ] }"#, #"{"b":1,"a":["会刊"]}"#),
      (#"{"":0}"#, #"{"":0}"#),
      (#"{"\u0061":0}"#, #"{"a":0}"#),
    ])
  func valid(text: String, shortest: String) throws {
    #expect(reading(text) == shortest)
    #expect(try JSONValue.parse(shortest) == JSONValue.parse(text))
  }

  @Test(
    "a text that is not JSON is refused with line, column and byte",
    arguments: [
      ("", "line 1, column 1 (byte 0): the text ends where a value is expected"),
      ("  ", "line 1, column 3 (byte 2): the text ends where a value is expected"),
      ("nul", "line 1, column 1 (byte 0): null is expected"),
      ("True", "line 1, column 1 (byte 0): a value is expected"),
      ("truth", "line 1, column 1 (byte 0): true or false is expected"),
      ("NaN", "line 1, column 1 (byte 0): a value is expected"),
      ("1 2", "line 1, column 3 (byte 2): something follows the end of the value"),
      ("nullx", "line 1, column 5 (byte 4): something follows the end of the value"),
      ("01", "line 1, column 1 (byte 0): a number does not start with 0"),
      ("-012", "line 1, column 2 (byte 1): a number does not start with 0"),
      ("+1", "line 1, column 1 (byte 0): a value is expected"),
      (".5", "line 1, column 1 (byte 0): a value is expected"),
      ("-", "line 1, column 2 (byte 1): a digit is expected"),
      ("1.", "line 1, column 3 (byte 2): a digit is expected after the decimal point"),
      ("1e", "line 1, column 3 (byte 2): a digit is expected in the exponent"),
      ("1e+", "line 1, column 4 (byte 3): a digit is expected in the exponent"),
      ("0x1", "line 1, column 2 (byte 1): something follows the end of the value"),
      ("[1", "line 1, column 3 (byte 2): the text ends inside an array or object"),
      ("[1,", "line 1, column 4 (byte 3): the text ends where a value is expected"),
      ("[1,]", "line 1, column 4 (byte 3): a comma stands before the end of an array or object"),
      ("[,1]", "line 1, column 2 (byte 1): a value is expected"),
      ("[1 2]", "line 1, column 4 (byte 3): ',' or ']' is expected"),
      ("[1}", "line 1, column 3 (byte 2): ',' or ']' is expected"),
      ("]", "line 1, column 1 (byte 0): a value is expected"),
      (#"{"a":1"#, "line 1, column 7 (byte 6): the text ends inside an array or object"),
      (#"{"a" 1}"#, "line 1, column 6 (byte 5): ':' is expected after a name"),
      (#"{"a"}"#, "line 1, column 5 (byte 4): ':' is expected after a name"),
      (#"{"a":}"#, "line 1, column 6 (byte 5): a value is expected"),
      (#"{a:1}"#, "line 1, column 2 (byte 1): a name in double quotes is expected"),
      (#"{1:1}"#, "line 1, column 2 (byte 1): a name in double quotes is expected"),
      (
        #"{"a":1,}"#,
        "line 1, column 8 (byte 7): a comma stands before the end of an array or object"
      ),
      (#"{"a":1 "b":2}"#, "line 1, column 8 (byte 7): ',' or '}' is expected"),
      ("{'a':1}", "line 1, column 2 (byte 1): a name in double quotes is expected"),
      ("[1] // no", "line 1, column 5 (byte 4): something follows the end of the value"),
      ("\"a", "line 1, column 1 (byte 0): a string does not end"),
      ("\"a\\", "line 1, column 3 (byte 2): a string does not end"),
      (#""\x""#, "line 1, column 2 (byte 1): no such escape"),
      (#""\u12G4""#, "line 1, column 4 (byte 3): four hexadecimal digits are expected"),
      (#""\u12"#, "line 1, column 4 (byte 3): four hexadecimal digits are expected"),
      ("\"a\u{1}\"", "line 1, column 3 (byte 2): a control character in a string must be escaped"),
      ("\"a\nb\"", "line 1, column 3 (byte 2): a control character in a string must be escaped"),
      (#""\uD800""#, "line 1, column 2 (byte 1): half of a surrogate pair"),
      (#""\uDC00""#, "line 1, column 2 (byte 1): half of a surrogate pair"),
      (#""\uD800\u0041""#, "line 1, column 2 (byte 1): half of a surrogate pair"),
      (#""\uD800x12345""#, "line 1, column 2 (byte 1): half of a surrogate pair"),
      (#""\uDC00\uD800""#, "line 1, column 2 (byte 1): half of a surrogate pair"),
      (
        "{\n  \"家\": 1,\n  \"家\": 2\n}",
        "line 3, column 3 (byte 16): a name appears twice in an object"
      ),
      (#"{"a":1,"\u0061":2}"#, "line 1, column 8 (byte 7): a name appears twice in an object"),
      (
        #"[{"a":{"b":1,"c":2,"b":3}}]"#,
        "line 1, column 20 (byte 19): a name appears twice in an object"
      ),
      ("\u{FEFF}1", "line 1, column 1 (byte 0): a value is expected"),
      ("\u{A0}1", "line 1, column 1 (byte 0): a value is expected"),
    ])
  func invalid(text: String, message: String) {
    #expect(reading(text) == message)
  }

  @Test(
    "invalid UTF-8 in a string is refused where it starts",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
      [0xE5, 0xAE], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE5, 0xAE, 0xB6, 0xBF],
    ] as [[UInt8]])
  func invalidUTF8(content: [UInt8]) {
    let bytes = Array("[\"家".utf8) + content + Array("\"]".utf8)
    let offset = content.count == 4 && content[0] == 0xE5 ? 8 : 5
    #expect(
      reading(bytes)
        == "line 1, column \(offset == 8 ? 5 : 4) (byte \(offset)): a string is not valid UTF-8")
  }

  @Test("invalid UTF-8 is refused in names and in values that are only skipped")
  func invalidUTF8Elsewhere() throws {
    let name = Array("{\"".utf8) + [0xFF] + Array("\":1}".utf8)
    #expect(reading(name).hasSuffix("a string is not valid UTF-8"))
    let skipped = Array("[\"".utf8) + [0xFF] + Array("\"]".utf8)
    skipped.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      #expect(throws: JSONError.self) { _ = try scanner.skipValue() }
    }
  }

  @Test("arrays and objects stand inside each other as deep as allowed and no deeper")
  func depth() throws {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      let inner = open == "[" ? "" : "0"
      let deepest = String(repeating: open, count: 64) + inner + String(repeating: close, count: 64)
      #expect(reading(deepest) == deepest)
      #expect(
        reading(open + deepest + close).hasSuffix(
          "more than 64 arrays and objects inside each other"))
    }
    #expect(reading(String(repeating: "[],", count: 200) + "1").contains("follows the end"))
    #expect(reading("[" + String(repeating: "[],", count: 200) + "1]").hasPrefix("[[],[]"))
    let attack = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    #expect(reading(attack).hasSuffix("more than 64 arrays and objects inside each other"))
    #expect(throws: JSONError.self) { try JSONValue.parse(Array("[[1]]".utf8), maximumDepth: 1) }
  }

  @Test("in an object of many names one that comes twice is found too", arguments: [2, 16, 17, 40])
  func manyNames(count: Int) {
    let members = (1...count).map { "\"n\($0)\":\($0)" }
    #expect(reading("{\(members.joined(separator: ","))}").hasPrefix("{\"n1\":1"))
    for twice in [members[0], members[count - 1]] {
      #expect(
        reading("{\((members + [twice]).joined(separator: ","))}")
          .hasSuffix("a name appears twice in an object"))
    }
  }

  @Test("bytes are read from any collection")
  func collections() throws {
    let padded = Array("xx[1,2]yy".utf8)
    #expect(try JSONValue.parse(padded[2..<7]) == [1, 2])
    #expect(try JSONValue.parse(Array("]2,1[".utf8).reversed()) == [1, 2])
    #expect(try JSONValue.parse([1, 2, 3].lazy.map { $0 + 48 }.suffix(1)) == 3)
  }
}
