import JSON
import Testing

private func scan<Value>(
  _ text: String, _ body: (inout JSONScanner) throws -> Value
) throws -> Value {
  try Array(text.utf8).withUnsafeBufferPointer { bytes in
    var scanner = JSONScanner(bytes)
    return try body(&scanner)
  }
}

@Suite("Scanning JSON")
struct JSONScannerTests {
  @Test("a record is walked by its names, and what is not wanted is skipped")
  func walk() throws {
    let text =
      #" {"v":1, "skip":{"a":[1,{"b":"}"}]}, "n\u0061me":"家\n", "hash":"00ff", "ok":false} "#
    try scan(text) { scanner in
      var seen: [String] = []
      try scanner.beginObject()
      while try scanner.nextKey() {
        if scanner.keyIs("v") {
          seen.append("v=\(try scanner.int())")
        } else if scanner.keyIs("skip") {
          let range = try scanner.skipValue()
          seen.append(String(decoding: Array(text.utf8)[range], as: UTF8.self))
        } else if scanner.keyIs("hash") {
          let range = try scanner.plainString()
          seen.append(String(decoding: Array(text.utf8)[range], as: UTF8.self))
        } else if scanner.keyIs("ok") {
          seen.append("\(try scanner.bool())")
        } else {
          seen.append("\(try scanner.keyText())=\(try scanner.string())")
        }
      }
      try scanner.finish()
      #expect(seen == ["v=1", #"{"a":[1,{"b":"}"}]}"#, "name=家\n", "00ff", "false"])
    }
  }

  @Test("a name that stands right there is taken; any other is left to be walked to")
  func takeKey() throws {
    let text = #"{"seq":1,"time":2, "by":{"a":"}\"]","b":[{}]},"last":[]}"#
    try scan(text) { scanner in
      try scanner.beginObject()
      let seq = [scanner.takeKey("time"), scanner.takeKey("seq"), scanner.keyIs("seq")]
      #expect(try seq == [false, true, true] && scanner.int() == 1)
      let time = [scanner.takeKey("tim"), scanner.takeKey("timer"), scanner.takeKey("time")]
      #expect(try time == [false, false, true] && scanner.int() == 2)
      let afterSpace = scanner.takeKey("by")
      #expect(try !afterSpace && scanner.nextKey() && scanner.keyIs("by"))
      let range = try scanner.passOver()
      #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == #"{"a":"}\"]","b":[{}]}"#)
      let last = scanner.takeKey("last")
      #expect(try last && scanner.passOver().count == 2)
      let more = scanner.takeKey("more")
      #expect(try !more && !scanner.nextKey())
      try scanner.finish()
    }
    for broken in [#"{"a":["#, #"{"a":"#, #"["\"#] {
      #expect(throws: JSONError.self) { try scan(broken) { _ = try $0.passOver() } }
    }
    let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    #expect(throws: JSONError.self) { try scan(deep) { _ = try $0.passOver() } }
  }

  @Test("what ends or breaks a string is found at every place of a word of eight bytes")
  func specialBytes() throws {
    for length in 0..<24 {
      let plain = String(repeating: "é", count: length / 2) + (length % 2 == 1 ? "x" : "")
      #expect(try scan("\"\(plain)\" ") { try $0.string() } == plain)
      #expect(try scan("\"\(plain)\\n家\"") { try $0.string() } == plain + "\n家")
      for bad in ["\u{1F}", "\n", "\\q", ""] {
        #expect(throws: JSONError.self) { try scan("\"\(plain)\(bad)") { _ = try $0.string() } }
      }
    }
    let bytes: [UInt8] = Array(#""12345678abc"#.utf8) + [0xFF] + Array(#"defgh""#.utf8)
    let error = #expect(throws: JSONError.self) {
      try bytes.withUnsafeBufferPointer { bytes in
        var scanner = JSONScanner(bytes)
        _ = try scanner.string()
      }
    }
    #expect(error?.offset == 12)
  }

  @Test("the kind of a value is known before it is read")
  func peek() throws {
    let kinds = try scan(#"[null,true,-1,"",[],{}]"#) { scanner in
      var kinds: [JSONScanner.Kind] = []
      try scanner.beginArray()
      while try scanner.nextElement() {
        kinds.append(try scanner.peek())
        _ = try scanner.skipValue()
      }
      return kinds
    }
    #expect(kinds == [.null, .bool, .number, .string, .array, .object])
  }

  @Test("null is read where it stands and otherwise left")
  func null() throws {
    try scan("[null,1]") { scanner in
      try scanner.beginArray()
      #expect(try scanner.nextElement())
      let first = scanner.null()
      #expect(first)
      #expect(try scanner.nextElement())
      let second = scanner.null()
      #expect(!second)
      #expect(try scanner.int() == 1)
      #expect(try !scanner.nextElement())
    }
  }

  @Test(
    "a value of another kind is refused where it stands",
    arguments: [
      ("1.5", "an integer of at most 64 bits is expected"),
      ("9223372036854775808", "an integer of at most 64 bits is expected"),
      ("-0", "an integer of at most 64 bits is expected"),
      (#""1""#, "a digit is expected"),
    ])
  func integers(text: String, message: String) throws {
    try scan("[" + text) { scanner in
      try scanner.beginArray()
      let error = #expect(throws: JSONError.self) { try scanner.int() }
      #expect(error?.message == message)
      #expect(error?.offset == 1)
    }
  }

  @Test("a plain string has no escapes")
  func plain() throws {
    try scan(#""\u0041""#) { scanner in
      let error = #expect(throws: JSONError.self) { try scanner.plainString() }
      #expect(error?.message == "a string without escapes is expected")
    }
    try scan("7") { scanner in
      let error = #expect(throws: JSONError.self) { try scanner.string() }
      #expect(error?.message == "a string is expected")
    }
  }

  @Test("a caller's own complaint carries the place")
  func failure() throws {
    let error = try scan("\n\n [7]") { scanner in
      try scanner.beginArray()
      return scanner.failure("too small")
    }
    #expect(error.description == "line 3, column 3 (byte 4): too small")
  }
}
