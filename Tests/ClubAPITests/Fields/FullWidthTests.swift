import Club
import Testing

@testable import ClubAPI

@Suite("全角数字 full-width figures")
struct FullWidthTests {
  @Test(
    "数字、小数点与逗号变窄，别的不动 digits, points and commas become narrow",
    arguments: [
      ("１２８．５", "128.5"), ("１，００0", "1,000"), ("128.50", "128.50"), ("第３期。Ａ座", "第3期。Ａ座"),
      ("", ""), ("０９", "09"),
    ])
  func narrowed(text: String, expected: String) {
    #expect(FullWidth.narrowed(text) == expected)
  }

  @Test("金额 money", arguments: [("１２８．５", 12_850), ("128.5", 12_850), ("１", 100)])
  func money(text: String, fen: Int) {
    #expect(FullWidth.read(text) { Money(written: $0) }?.fen == fen)
    #expect(FullWidth.read("一百") { Money(written: $0) } == nil)
  }

  @Test("本来就读得懂的，一个字不改；JSON 里的不变 what is good is never changed, and forms alone are read so")
  func untouched() throws {
    let fields: [Field] = [.needed("name", .name), .needed("day", .day)]
    var form = FieldReader(
      form: [FormField(name: "name", value: "３号楼"), FormField(name: "day", value: "２０２６-11-28")],
      fields)
    #expect(form.required("name") { $0 } == "３号楼")
    #expect(form.required("day") { $0.utf8.first == UInt8(ascii: "2") ? $0 : nil } == "2026-11-28")
    try form.finish()
    var body = try FieldReader(json: Array(#"{"name":"何","day":"２０２６-11-28"}"#.utf8), fields)
    _ = body.required("name") { $0 }
    #expect(body.required("day") { $0.utf8.first == UInt8(ascii: "2") ? $0 : nil } == nil)
  }
}
