import JSON
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
  @Test("commas stand between members and elements and nowhere else")
  func commas() {
    var json = JSONWriter()
    json.object { json in
      json.key("empty")
      json.object { _ in }
      json.key("list")
      json.array { json in
        json.array { _ in }
        json.int(0)
        json.object { json in json.member("deep", true) }
        json.null()
      }
      json.member("text", "家")
      json.member("whole", Int64.min)
      json.member("small", -7)
      json.key(escaping: "quote\"d")
      json.raw(Array("[1.5]".utf8))
    }
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"empty":{},"list":[[],0,{"deep":true},null],"text":"家","#
        + #""whole":-9223372036854775808,"small":-7,"quote\"d":[1.5]}"#)
  }

  @Test("two values stand one after the other in the bytes handed in")
  func appending() {
    var json = JSONWriter(appendingTo: Array("12345678 ".utf8))
    json.object { _ in }
    json.bytes.append(UInt8(ascii: "\n"))
    json.restart()
    json.int(10)
    #expect(String(decoding: json.bytes, as: UTF8.self) == "12345678 {}\n10")
  }

  @Test("every character below the space is escaped, and every one is read again")
  func controls() throws {
    let text = String(String.UnicodeScalarView((0..<0x80).compactMap { Unicode.Scalar($0) }))
    var json = JSONWriter()
    json.string(text)
    #expect(!json.bytes.contains { $0 < 0x20 })
    #expect(try JSONValue.parse(json.bytes) == .string(text))
  }

  @Test("errors of the caller pass through")
  func errors() {
    struct Refusal: Error {}
    var json = JSONWriter()
    #expect(throws: Refusal.self) {
      try json.array { json throws(Refusal) in
        json.int(1)
        throw Refusal()
      }
    }
  }
}
