import Testing

@testable import Markdown

@Suite("容器：先写的与后填的")
struct SlotTests {
  /// Writes `[name: content]`, and leaves 活动, and whatever holds one, for later.
  private struct Brackets: ContainerRenderer {
    func write(_ container: MarkdownContainer, to output: inout [UInt8]) -> ContainerOutcome {
      if container.name == "错" {
        return .refused(ContainerProblem(severity: .error, message: "wrong", remedy: "right"))
      }
      if container.name == "活动" || !container.content.slots.isEmpty { return .later }
      write(container, container.content.html, &output)
      return .written
    }

    func write(_ container: MarkdownContainer, _ content: [UInt8], _ output: inout [UInt8]) {
      output += Array("[\(container.name)\(container.argument): ".utf8) + content
      output += Array("]\n".utf8)
    }

    func fill(_ markup: MarkdownMarkup) -> [UInt8] {
      markup.filled { write($0, fill($0.content), &$1) }
    }
  }

  private func render(_ source: String) -> RenderedMarkdown {
    MarkdownRenderer().render(
      Array(source.utf8)[...], resolver: VerbatimLinks(), containers: Brackets())
  }

  @Test(
    "A slot is filled where its container stands, however deep",
    arguments: [
      ("甲\n\n::: 活动 a\n:::\n\n乙", "<p>甲</p>\n[活动a: ]\n<p>乙</p>\n"),
      ("::: 活动 a\n:::\n::: 活动 b\n里\n:::", "[活动a: ]\n[活动b: <p>里</p>\n]\n"),
      (
        "::: 提示\n甲\n::: 活动 a\n:::\n乙\n:::\n丙",
        "[提示: <p>甲</p>\n[活动a: ]\n<p>乙</p>\n]\n<p>丙</p>\n"
      ),
      (
        "::: 公告\n::: 提示\n::: 活动 a\n:::\n:::\n::: 活动 b\n:::\n:::",
        "[公告: [提示: [活动a: ]\n]\n[活动b: ]\n]\n"
      ),
      ("::: 错\n甲\n::: 活动 a\n:::\n:::\n乙", "<div>\n<p>甲</p>\n[活动a: ]\n</div>\n<p>乙</p>\n"),
      ("- 项\n\n  ::: 活动 a\n  :::\n", "<ul>\n<li>\n<p>项</p>\n[活动a: ]\n</li>\n</ul>\n"),
      (
        "甲[^1]\n\n[^1]: 注\n\n    ::: 活动 a\n    :::\n",
        """
        <p>甲<sup class="fn"><a id="r1" href="#n1" aria-label="注 1">1</a></sup></p>
        <section class="notes" aria-labelledby="notes">
        <h2 id="notes">注释</h2>
        <ol>
        <li id="n1">
        <p>注</p>
        [活动a: ]
        <p><a href="#r1" aria-label="回到正文注 1 处">↩</a></p>
        </li>
        </ol>
        </section>

        """
      ),
    ])
  func filled(source: String, page: String) {
    let rendered = render(source)
    #expect(String(decoding: Brackets().fill(rendered.markup), as: UTF8.self) == page)
    #expect(!String(decoding: rendered.html, as: UTF8.self).contains("活动"))
    let lines = rendered.html.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    #expect(lines.last?.isEmpty ?? true)
  }

  @Test("Without a card a container is written at once, and nothing waits")
  func atOnce() {
    let rendered = render("::: 提示\n甲\n:::")
    #expect(rendered.slots.isEmpty)
    #expect(String(decoding: rendered.html, as: UTF8.self) == "[提示: <p>甲</p>\n]\n")
  }

  @Test("A card between two turns of an interview belongs to the first of them")
  func turns() throws {
    let source = """
      ::: 问答
      ::: 活动 before
      :::
      问：去哪里？
      ::: 活动 between
      :::
      答：**去**工地。
      ::: 活动 after
      :::
      :::
      """
    let container = try #require(render(source).slots.first?.container)
    let interview = try #require(container.interview)
    func text(_ markup: MarkdownMarkup) -> String {
      String(decoding: Brackets().fill(markup), as: UTF8.self)
    }
    #expect(text(interview.lead) == "[活动before: ]\n")
    #expect(interview.turns.map(\.speaker) == ["问", "答"])
    #expect(interview.turns.map(\.asks) == [true, false])
    #expect(
      interview.turns.map { text($0.content) } == [
        "<p>去哪里？</p>\n[活动between: ]\n", "<p><strong>去</strong>工地。</p>\n[活动after: ]\n",
      ])
  }
}
