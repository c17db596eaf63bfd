import Club
import Testing

@Suite("名称与编号 names")
struct NamesTests {
  @Test(
    "代码 codes",
    arguments: [
      ("mooncake-diy", true), ("2026.09_v1", true), ("A", true), ("", false), ("-a", false),
      ("a b", false), ("中秋", false), ("a/b", false), (String(repeating: "a", count: 80), true),
      (String(repeating: "a", count: 81), false),
    ])
  func codes(text: String, isCode: Bool) {
    #expect((Code(text)?.text == text) == isCode)
  }

  @Test(
    "参考号里不许是手机号，怎么分段都不行 references",
    arguments: [
      ("HT-2026/0311:4", true), ("1234567890", true), ("13800138000", false),
      ("a13800138000b", false), ("138-0013-8000", false), ("138.0013/8000", false),
      ("tel:138_0013_8000", false), ("86-138-0013-8000", false), ("0086:19912345678", false),
      ("12345-678901", true), ("12345678901", true), ("2026-11-22-0001", true),
      ("2026.11.22/138", true), ("20261122-13800138000", false), ("2026112213800138000", true),
      ("R13-800138", true),
      ("收据", false), ("", false),
      (String(repeating: "a", count: 65), false),
    ])
  func references(text: String, isReference: Bool) {
    #expect((Reference(text)?.text == text) == isReference)
  }

  @Test(
    "分录号与报名号只有一种写法 one thing, one name",
    arguments: ["P0-1", "P1-0", "P01-1", "P1", "P1-", "p1-1", "R1-1", "P1-1-1", "P+1-1", "", "P"])
  func entryIDs(text: String) {
    #expect(EntryID(text) == nil)
  }

  @Test("写出再读回 written and read again")
  func roundTrip() throws {
    let position = Position(sequence: 123, index: 0)
    #expect(EntryID(position).description == "P123-1")
    #expect(EntryID("P123-1") == EntryID(position))
    #expect(RegistrationID("R123-1") == RegistrationID(position))
    #expect(RegistrationID("P123-1") == nil)
    let hash = try known(TokenHash((0..<32).map { $0 &* 37 }))
    #expect(TokenHash(hex: hash.hex) == hash)
    #expect(TokenHash(hash.bytes) == hash)
    #expect(hash != (try token(1)))
    #expect(TokenHash(hex: hash.hex.uppercased()) == nil)
    #expect(TokenHash(hash.bytes.dropLast()) == nil)
  }

  @Test("操作者在流水里的写法 actors")
  func actors() {
    let number = MemberNumber(ordinal: 0)
    let all: [Actor] = [.visitor, .member(number), .staff(StaffID(3), .clerk), .system]
    #expect(all.map(\.text) == ["visitor", "member:\(number.digits)", "staff:3", "system"])
  }

  @Test("积分数目 amounts", arguments: [(0, false), (1, true), (1_000_000, true), (1_000_001, false)])
  func amounts(points: Int, isAmount: Bool) {
    #expect((Amount(points)?.points == points) == isAmount)
    #expect(Amount(-points) == nil)
  }
}
