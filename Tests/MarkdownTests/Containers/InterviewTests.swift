import Testing

@testable import Markdown

@Suite("问答：谁在说")
struct InterviewTests {
  /// Keeps the first container as it comes.
  private final class Keeper: ContainerRenderer {
    var container: MarkdownContainer?

    func write(_ container: MarkdownContainer, to output: inout [UInt8]) -> ContainerOutcome {
      self.container = container
      return .written
    }
  }

  /// The lead, then each turn as `speaker? content` with a question mark for those who ask.
  private func turns(_ source: String) throws -> [String]? {
    let keeper = Keeper()
    _ = MarkdownRenderer().render(
      Array(source.utf8)[...], resolver: VerbatimLinks(), containers: keeper)
    let container = try #require(keeper.container)
    guard let interview = container.interview else { return nil }
    let lead = String(decoding: interview.lead.html, as: UTF8.self)
    return [lead]
      + interview.turns.map {
        "\($0.speaker)\($0.asks ? "?" : "") " + String(decoding: $0.content.html, as: UTF8.self)
      }
  }

  @Test(
    "Marks of speakers, declared and not",
    arguments: [
      ("问：甲？\n答：乙。", ["", "问? <p>甲？</p>\n", "答 <p>乙。</p>\n"]),
      ("問：甲？\n\n答：乙。\n\n丙。", ["", "問? <p>甲？</p>\n", "答 <p>乙。</p>\n<p>丙。</p>\n"]),
      ("Q: Why?\nA: So.", ["", "Q? <p>Why?</p>\n", "A <p>So.</p>\n"]),
      ("**问：**甲？\n**答**：乙。", ["", "问? <p>甲？</p>\n", "答 <p>乙。</p>\n"]),
      ("引子。\n问：甲？", ["<p>引子。</p>\n", "问? <p>甲？</p>\n"]),
      ("答：\n- 一\n- 二\n", ["", "答 <p></p>\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n"]),
    ])
  func marks(content: String, expected: [String]) throws {
    #expect(try turns("::: 问答\n\(content)\n:::") == expected)
  }

  @Test("A declared name stands for its mark, and makes marks of its own")
  func names() throws {
    let found = try turns(
      """
      ::: 问答 {问=顾南屏 沈=沈砚 陈工="陈 & 工"}
      问：甲？
      沈：乙。
      陈工：丙。
      他说：丁。
      :::
      """)
    #expect(
      found == [
        "", "顾南屏? <p>甲？</p>\n", "沈砚 <p>乙。</p>\n", "陈 & 工 <p>丙。他说：丁。</p>\n",
      ])
  }

  @Test("A declared name is a mark too, and asks where its mark does")
  func namesAsMarks() throws {
    let found = try turns(
      """
      ::: 问答 {问=林 答="陈 & 工" 沈=沈砚}
      林：甲？
      **陈 & 工：**乙。
      沈砚：丙。
      :::
      """)
    #expect(
      found == ["", "林? <p>甲？</p>\n", "陈 & 工 <p>乙。</p>\n", "沈砚 <p>丙。</p>\n"])
  }

  /// `line:column message` of each diagnostic.
  private func told(_ source: String) -> [String] {
    MarkdownRenderer().render(source).diagnostics.map { "\($0.line):\($0.column) \($0.message)" }
  }

  @Test(
    "Somebody speaks who is not declared",
    arguments: [("傅：丙。", "傅"), ("  **傅明：**丙。", "傅明"), ("阿·买提：丙。", "阿·买提")])
  func strangers(line: String, name: String) {
    let column = line.utf8.prefix { $0 == 0x20 }.count + 1
    let message =
      "4:\(column) \(name) is not declared as a speaker: the line goes on with what stands before it"
    #expect(told("::: 问答 {问=林 答=陈}\n问：甲？\n答：乙。\n\(line)\n:::") == [message])
  }

  @Test(
    "What begins with a colon's word and is nobody's mark is not told of",
    arguments: [
      "他说：丁。", "林先生：“丁。”", "其中：「丁」。", "12：30 散会。", "他想了很久以后：丁。", "见，注：丁。",
      "> 傅：丁。", "- 傅：丁。", "：丁。", "林：丁。",
    ])
  func noStrangers(line: String) {
    #expect(told("::: 问答 {问=林 答=陈}\n问：甲？\n\n\(line)\n:::") == [])
  }

  @Test("Nobody is a stranger where no speaker is declared")
  func undeclared() {
    #expect(told("::: 问答\n问：甲？\n傅：乙。\n:::") == [])
  }

  @Test("Speakers are declared, and nobody speaks")
  func silence() {
    #expect(
      told("\n::: 问答 {问=林 答=陈}\n甲？\n\n乙。\n:::")
        == ["2:1 the speakers are declared, but nobody speaks"])
  }

  @Test(
    "No turns: words that only look like a mark, marks that are not the container's own",
    arguments: [
      "他说：“不。”", "问他：去不去？", "- 问：甲？", "> 问：甲？", "问", "甲\n: 乙", "\\问：甲",
    ])
  func none(content: String) throws {
    #expect(try turns("::: 问答\n\(content)\n:::") == nil)
  }
}
