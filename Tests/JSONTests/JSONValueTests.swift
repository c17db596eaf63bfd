import JSON
import Testing

@Suite("JSON values")
struct JSONValueTests {
  let member: JSONValue = [
    "number": "0276 0318 8429", "points": 120, "active": true, "email": nil, "tags": ["家", "会刊"],
  ]

  @Test("members and elements are reached by name and index, and are nil where there are none")
  func access() {
    #expect(member["number"]?.string == "0276 0318 8429")
    #expect(member["points"]?.int == 120)
    #expect(member["active"]?.bool == true)
    #expect(member["email"]?.isNull == true)
    #expect(member["tags"]?[1]?.string == "会刊")
    #expect(member["tags"]?[2] == nil)
    #expect(member["tags"]?[-1] == nil)
    #expect(member["absent"] == nil)
    #expect(member["points"]?.string == nil)
    #expect(member["points"]?["x"] == nil)
    #expect(member[0] == nil)
    #expect(member.members?.map(\.key) == ["number", "points", "active", "email", "tags"])
    #expect(member["tags"]?.elements?.count == 2)
    #expect(JSONValue.number("1.5").int == nil)
  }

  @Test("order is kept, or sorted by bytes at every depth")
  func order() {
    let value: JSONValue = ["b": 1, "a": ["z": 1, "家": 2, "Z": 3], "aa": 2]
    #expect(value.description == #"{"b":1,"a":{"z":1,"家":2,"Z":3},"aa":2}"#)
    #expect(
      String(decoding: value.encoded(sortedKeys: true), as: UTF8.self)
        == #"{"a":{"Z":3,"z":1,"家":2},"aa":2,"b":1}"#)
  }

  @Test("a kind is named as a message says it")
  func kinds() {
    let kinds = [JSONValue.null, true, 1, .number("1.5"), "a", [], [:]].map(\.kind)
    #expect(
      kinds == [
        "null", "a boolean", "a number", "a number", "a string", "an array", "an object",
      ])
  }

  @Test("a pointer escapes ~ and /")
  func pointers() {
    #expect(JSONPointer().description == "")
    #expect(
      JSONPointer().appending("members").appending(0).appending("a/b~c").description
        == "/members/0/a~1b~0c")
  }

  @Test("a random value is the same after writing and reading", arguments: 0..<200 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let value = generator.value(depth: 5)
    let encoded = value.encoded()
    let decoded = try JSONValue.parse(encoded)
    #expect(decoded == value)
    #expect(decoded.encoded() == encoded)
    #expect(
      try JSONValue.parse(value.encoded(sortedKeys: true)).encoded(sortedKeys: true)
        == value.encoded(sortedKeys: true))
  }

  @Test("damaged bytes never trap: they are read or refused", arguments: 0..<50 as Range<UInt64>)
  func damage(seed: UInt64) {
    var generator = Generator(state: seed)
    for _ in 0..<50 {
      var bytes = generator.value(depth: 4).encoded()
      guard !bytes.isEmpty else { continue }
      for _ in 0...2 {
        let index = Int(generator.next() % UInt64(bytes.count))
        bytes[index] = UInt8(truncatingIfNeeded: generator.next())
      }
      if let value = try? JSONValue.parse(bytes) {
        #expect((try? JSONValue.parse(value.encoded())) == value)
      }
    }
  }
}

/// SplitMix64, and random JSON from it.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
    case 0: return .null
    case 1: return .bool(.random(using: &self))
    case 2: return .int(Int64(bitPattern: next() >> UInt64.random(in: 0..<64, using: &self)))
    case 3: return .number("-\(next() % 1000).\(next() % 1000)e-\(next() % 30)")
    case 4: return .string(text())
    case 5:
      return .array((0..<Int.random(in: 0..<6, using: &self)).map { _ in value(depth: depth - 1) })
    default:
      return .object(
        (0..<Int.random(in: 0..<20, using: &self)).map {
          JSONValue.Member(text() + "\($0)", value(depth: depth - 1))
        })
    }
  }

  mutating func text() -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<12, using: &self) {
      let bound: UInt32 = [0x20, 0x80, 0xFFFF, 0x10FFFF].randomElement(using: &self) ?? 0x80
      scalars.append(Unicode.Scalar(UInt32.random(in: 0...bound, using: &self)) ?? "\"")
    }
    return String(scalars)
  }
}
