import CivilTime
import ClubAPI
import HummingbirdTesting
import Synchronization
import Testing

@Suite("投稿 contributions")
struct ContributionFormsTests {
  private final class Box: DraftBox {
    let drafts = Mutex<[Draft]>([])
    private let refusal: DraftRefusal?

    init(refusing refusal: DraftRefusal? = nil) { self.refusal = refusal }

    func put(_ draft: Draft) throws(DraftRefusal) {
      if let refusal { throw refusal }
      drafts.withLock { $0.append(draft) }
    }
  }

  private static let fields =
    "title=%E6%9C%80%E5%90%8E%E4%B8%80%E5%8F%AA%E7%82%89%E5%AD%90&pen_name=%E4%BD%95%E2%97%8B%E2%97%8B"
    + "&contact=he%40example.com&text=%E7%81%AB%E7%81%AD%E4%BA%86%0D%0A%0D%0A%E8%BF%98%E6%B8%A9%E3%80%82"

  private func open(
    _ box: Box, _ play: @Sendable (Counter) async throws -> Void
  ) async throws {
    var configuration = ClubAPIConfiguration()
    configuration.drafts = box
    try await Counter.open(.router, configuration, play)
  }

  private func request(_ fields: String, origin: String = "http://localhost") -> String {
    "POST /contribute\nOrigin: \(origin)\n\n\(fields)"
  }

  @Test("寄到编辑的案头，是一份草稿，不是一篇文章")
  func arrives() async throws {
    let box = Box()
    try await open(box) { (counter: Counter) async throws -> Void in
      try await counter.check(
        request(Self.fields + "&agree=yes"),
        """
        200

        [done] 稿子收到了
        它在编辑部的案头，只有编辑看得到，不会自己登出来。用与不用，都会照您留的联系方式回信。
        题目: 最后一只炉子
        署名: 何○○
        字数: 6
        回征稿页 → /contribute/
        回首页 → /
        """)
    }
    let drafts = box.drafts.withLock { $0 }
    #expect(
      drafts.map(\.markdown) == [
        """
        ---
        title: "最后一只炉子"
        authors: ["何○○"]
        contribution: true
        draft: true
        # 收到：2026-11-22 10:00
        # 联系（不刊出，收进会刊以前删去这一行）：he@example.com
        ---

        火灭了

        还温。

        """
      ])
  }

  @Test(
    "缺的、过长的、看不见的，都说清楚，什么也不收",
    arguments: [
      ("title=a&pen_name=b&contact=abc%40d&text=c", "请勾选"),
      ("title=a&pen_name=b&contact=abc%40d&text=%20&agree=yes", "正文为一至六千个字"),
      ("title=a%0Ab&pen_name=b&contact=abc%40d&text=c&agree=yes", "题目为一至六十个字"),
      ("title=a%E2%80%AEb&pen_name=b&contact=abc%40d&text=c&agree=yes", "题目为一至六十个字"),
      ("title=a&pen_name=b&contact=abc%40d&text=c%1B%5B2J&agree=yes", "正文为一至六千个字"),
      ("title=a&pen_name=b&contact=abc%40d&text=c&agree=yes&publish=yes", "不认识这一项"),
    ])
  func refused(fields: String, words: String) async throws {
    let box = Box()
    try await open(box) { (counter: Counter) async throws -> Void in
      let answer = try await counter.send(request(fields))
      #expect(answer.contains("422") || answer.contains("400"), "\(answer)")
      #expect(answer.contains(words), "\(answer)")
    }
    #expect(box.drafts.withLock { $0.isEmpty })
  }

  @Test("六千字收下；多一个字就说多了几个，稿子原样还在表里")
  func length() async throws {
    let box = Box()
    try await open(box) { (counter: Counter) async throws -> Void in
      let text = { String(repeating: "%E7%81%AB", count: $0) }
      let head = "title=a&pen_name=b&contact=abc%40d&agree=yes&text="
      #expect(try await counter.status(request(head + text(6_000))) == "200")
      let long = try await counter.send(request(head + text(6_001)))
      #expect(
        long == """
          422

          [problem] 填写的内容有误
          有1处需要改正。
          正文超出6000字：现在6001字，多了1字。请删短，或寄到编辑部的邮箱。
          [题目] title=a
          [署名] pen_name=b
          [怎样回信给您] contact=abc@d
          [正文] text=\(String(repeating: "火", count: 6_001))
          寄给编辑部 → POST /contribute agree=yes
          回征稿页 → /contribute/
          回首页 → /
          """)
      // Three times as long it still comes back whole; a book does not.
      #expect(try await counter.send(request(head + text(20_000))).contains("现在20000字，多了14000字"))
      let book = try await counter.send(request(head + text(40_000)))
      #expect(book.hasPrefix("413") && book.contains("太长了，这里收不下。请留好底稿"))
    }
    #expect(box.drafts.withLock { $0.count } == 1)
  }

  @Test("别的网站代人投不了；寄得太密要等；满了、写不进去都照实说")
  func limits() async throws {
    try await open(Box()) { (counter: Counter) async throws -> Void in
      let fields = Self.fields + "&agree=yes"
      #expect(try await counter.status(request(fields, origin: "https://evil.example")) == "403")
      for _ in 1...6 { #expect(try await counter.status(request(fields)) == "200") }
      #expect(try await counter.status(request(fields)) == "429")
      counter.clock.advance(seconds: 3_601)
      #expect(try await counter.status(request(fields)) == "200")
    }
    for (refusal, status) in [(DraftRefusal.full, "429"), (.disk, "507")] {
      try await open(Box(refusing: refusal)) { (counter: Counter) async throws -> Void in
        #expect(try await counter.status(request(Self.fields + "&agree=yes")) == status)
      }
    }
  }

  @Test("什么写法都越不出引号与备注")
  func quoting() {
    let draft = Draft(
      title: "a\"\nb: c", penName: "何] x", contact: "x\n---\ntitle: y", text: "---\n正文",
      received: Instant(milliseconds: 0))
    let lines = draft.markdown.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == "title: \"a\\\" b: c\"")
    #expect(lines[2] == "authors: [\"何] x\"]")
    #expect(lines[6].hasSuffix("x --- title: y"))
    #expect(lines[7] == "---")
  }
}
