import Testing

@testable import ClubAPI

@Suite("表单的编码 form encoding")
struct FormDecodingTests {
  @Test(
    "解码 decoding",
    arguments: [
      ("", "[]"), ("a=b", "[a=b]"), ("a=b&c=d", "[a=b, c=d]"), ("a=b+c", "[a=b c]"),
      ("a=%2B%26%3d", "[a=+&=]"), ("a", "[a=]"), ("a=", "[a=]"), ("=b", "[=b]"),
      ("a=b=c", "[a=b=c]"),
      ("%E5%A7%93=%E6%9E%97", "[姓=林]"), ("&&a=b&", "[a=b]"), ("a=%", "broken"), ("a=%4", "broken"),
      ("a=%g0", "broken"), ("a=%ff", "broken"), ("a=1&a=2", "broken"), ("a=%00", "[a=\0]"),
    ])
  func decoding(text: String, expected: String) {
    let fields = try? FormDecoding.fields(Array(text.utf8))
    let shown = fields.map { fields in
      "[" + fields.map { "\($0.name)=\($0.value)" }.joined(separator: ", ") + "]"
    }
    #expect((shown ?? "broken") == expected)
  }

  @Test("最多五十项 at most fifty fields")
  func limit() {
    let fields = (0..<50).map { "f\($0)=1" }.joined(separator: "&")
    #expect((try? FormDecoding.fields(Array(fields.utf8)))?.count == 50)
    #expect((try? FormDecoding.fields(Array("\(fields)&g=1".utf8))) == nil)
  }
}
