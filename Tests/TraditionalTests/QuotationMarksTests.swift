import Testing
import Traditional

@Suite("繁体的引号：“”作「」，‘’作『』")
struct QuotationMarksTests {
  @Test(
    "Marks of quotations become others, apostrophes stay",
    arguments: [
      ("他说“好”，又说“走”。", "他说「好」，又说「走」。"),
      ("“她说‘走吧’。”", "「她说『走吧』。」"),
      ("读“It’s ‘fine’”一章", "读「It’s 『fine』」一章"),
      ("‘James’", "‘James’"), ("‘James’的书", "『James』的书"), ("James’的书", "James’的书"),
      ("café’s门口", "café’s门口"), ("在’90s", "在’90s"),
      // What an excerpt has cut in two.
      ("走吧’。”他说", "走吧』。」他说"), ("他说：“走‘吧", "他说：「走『吧"),
      ("——……·", "——……·"), ("头”", "头」"), ("“Hello,” she said.", "“Hello,” she said."), ("", ""),
    ])
  func marks(simplified: String, traditional: String) {
    let converted = QuotationMarks.converted(Array(simplified.utf8))
    #expect(String(decoding: converted, as: UTF8.self) == traditional)
  }

  @Test("A text that ends within a mark stays as it is")
  func broken() {
    #expect(
      QuotationMarks.converted([0xE3, 0x80, 0x81, 0xE2, 0x80]) == [0xE3, 0x80, 0x81, 0xE2, 0x80])
  }
}
