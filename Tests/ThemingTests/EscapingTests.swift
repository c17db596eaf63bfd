import Testing

@testable import Theming

@Suite("转义")
struct EscapingTests {
  @Test(
    "Five characters are escaped and nothing else",
    arguments: [
      ("", ""),
      ("平安里", "平安里"),
      ("a & b", "a &amp; b"),
      ("<script>", "&lt;script&gt;"),
      ("“引号” \"quotes\" 'single'", "“引号” &quot;quotes&quot; &#39;single&#39;"),
      ("<", "&lt;"),
      ("0123456789abcdef<0123456789abcdef", "0123456789abcdef&lt;0123456789abcdef"),
      ("0123456789abcde&", "0123456789abcde&amp;"),
      ("已经 &amp; 转义", "已经 &amp;amp; 转义"),
    ])
  func escapes(_ text: String, _ expected: String) {
    #expect(String(decoding: HTML(escaping: text).bytes, as: UTF8.self) == expected)
  }

  @Test(
    "Numbers are printed in plain digits",
    arguments: [(0, "0"), (7, "7"), (-40, "-40"), (1_234_567, "1234567"), (Int.min, "\(Int.min)")])
  func digits(_ number: Int, _ expected: String) {
    var bytes: [UInt8] = []
    var sink = ByteSink(capacity: 1)
    sink.append(digitsOf: number)
    sink.finish(into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}
