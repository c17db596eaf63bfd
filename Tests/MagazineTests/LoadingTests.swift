import CivilTime
import Magazine
import Testing

@Suite("A content folder becomes a publication")
struct LoadingTests {
  static let magazine = """
    -- site.yml --
    title: 檐声
    columns:
      - slug: yingzao
        name: 营造
      - slug: laigao
        name: 来稿
    tags: {雨: rain}
    -- club.yml --
    name: 檐声会
    consent:
      version: 2026-11
      text: 我同意。
    -- issues/2026-autumn/index.md --
    ---
    title: 听雨
    number: 27
    ledger_head: "7:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    season: 丙午秋
    date: 2026-11-07
    cover: cover.svg
    ---
    编者按。
    -- issues/2026-autumn/cover.svg --
    -- issues/2026-autumn/basin.md --
    ---
    title: 母亲的搪瓷盆
    column: 来稿
    authors: [柏坡会员 何○○]
    tags: [雨, 旧物]
    ---
    -- issues/2026-autumn/eaves.md --
    ---
    title: 把屋檐还给雨
    column: yingzao
    authors: [gu-nanping]
    order: 2
    tags: [雨]
    cover: ../../art/eaves.svg
    ---
    -- issues/2026-autumn/drop.md --
    ---
    title: 一场雨要走多少弯路
    column: yingzao
    authors: 顾南屏
    order: 1
    ---
    -- art/eaves.svg --
    -- news/2026-11-10-lift.md --
    # 七号楼电梯换绳
    明日九时起停梯两小时。
    -- events/open-day.md --
    ---
    title: 工地开放日
    start: 2026-11-28 09:30
    end: 11:30
    closes: 2026-11-27
    place: 半山台二期北门
    capacity: 30
    points: 160
    purpose: 品牌
    department: 客关
    ---
    -- authors/gu-nanping.md --
    ---
    name: 顾南屏
    role: 主编
    ---
    -- pages/privacy.md --
    # 隐私说明
    -- pages/join.md --
    # 怎样入会
    """

  @Test("一份会刊：期、文章、快报、活动、作者、页面")
  func wholeMagazine() {
    let loaded = load(Self.magazine)
    #expect(
      loaded.text == """
        site 檐声 zh-Hans
        club 檐声会
        issue /issues/2026-autumn/ 听雨 2026-11-07 number=27 season=丙午秋 \
        cover=issues/2026-autumn/cover.svg highlights=[drop, eaves, basin]
        news /news/2026-11-10-lift/ 七号楼电梯换绳 date=2026-11-10
        article /issues/2026-autumn/drop/ 一场雨要走多少弯路 date=2026-11-07 column=营造 \
        authors=[@顾南屏]
        article /issues/2026-autumn/eaves/ 把屋檐还给雨 date=2026-11-07 column=营造 \
        authors=[@顾南屏] tags=[雨] cover=art/eaves.svg
        article /issues/2026-autumn/basin/ 母亲的搪瓷盆 date=2026-11-07 column=来稿 \
        authors=[柏坡会员 何○○] tags=[雨, 旧物]
        event /events/open-day/ 工地开放日 2026-11-28T09:30:00+08:00 \
        end=2026-11-28T11:30:00+08:00 at 半山台二期北门 capacity=30 points=160 \
        closes=2026-11-28T00:00:00+08:00 purpose=brand department=customer-relations
        author /authors/gu-nanping/ 顾南屏 role=主编
        introduction /join/ 怎样入会
        page /privacy/ 隐私说明
        column /columns/yingzao/ 营造
        column /columns/laigao/ 来稿
        tag /tags/rain/ 雨 2
        tag /tags/%E6%97%A7%E7%89%A9/ 旧物 1
        """)
  }

  @Test("A flat folder of Markdown without any front matter is a magazine too")
  func flatFolder() {
    let loaded = load(
      """
      -- README.md --
      一份没有任何设置的月刊。
      -- Vol10.md --
      # 第 10 期
      -- Vol9.md --
      <p align="center">
        <img src="x.png">
      </p>

      第 9 期
      ======
      -- 2026-03-walk.md --
      没有标题的一篇。
      -- 2025/12-31 夜.md --
      ## 夜 `code` [链接](x)
      """)
    #expect(
      loaded.text == """
        site Content zh-Hans
        article /2026-03-walk/ walk date=2026-03-01
        article /2025/12-31%20%E5%A4%9C/ 夜 code 链接
        article /vol9/ 第 9 期
        article /vol10/ 第 10 期
        introduction / Content
        """)
  }

  @Test("The order of the files shows nowhere")
  func fileOrder() {
    var shuffled = tree(
      """
      -- a.md --
      ---
      tags: [x, y]
      column: one
      ---
      -- b.md --
      ---
      tags: [y, x]
      column: two
      date: 2026-01-01
      ---
      -- c.md --
      """)
    let options = LoadOptions(asOf: Instant(milliseconds: 1_800_000_000_000))
    let straight = Publication.load(shuffled, options: options).text
    shuffled.texts.reverse()
    #expect(Publication.load(shuffled, options: options).text == straight)
  }

  @Test(
    "The title is the first heading outside HTML, code and comments",
    arguments: [
      ("# 《檐声》第 01 期\n> 引", "《檐声》第 01 期"), ("## 二级 ##\n", "二级"),
      ("听雨\n===\n", "听雨"), ("听雨\n---\n", "听雨"), ("<h1>不是</h1>\n\n# 是", "是"),
      ("```\n# 代码\n```\n# 是", "是"), ("<!--\n# 注释\n-->\n# 是", "是"), ("    # 代码\n# 是", "是"),
      ("- 项目\n---\n# 是", "是"), ("---\n# 是", "是"), ("#无空格\n# 是", "是"),
      ("# **把屋檐**还给 `雨` {#rain}", "把屋檐还给 雨"), ("# a\\*b", "a*b"),
      ("# snake_case _x_", "snake_case x"),
      ("# ![图](a.svg) 题", "图 题"), ("\r\n# 换行\r\n正文", "换行"), ("# C#", "C#"),
    ])
  func firstHeading(body: String, title: String) {
    #expect(load("-- a.md --\n" + body).publication.articles.first?.title == title)
  }

  @Test("The body begins after the front matter, and the model says on which line")
  func bodyPlace() throws {
    let text = tree("-- a.md --\n---\ntitle: 听雨\n---\n\n正文。")
    let publication = Publication.load(
      text, options: LoadOptions(asOf: Instant(milliseconds: 0))
    ).publication
    let source = try #require(publication.articles.first?.source)
    #expect(source.bodyLine == 4)
    let body = text.texts[source.text].bytes[source.body]
    #expect(String(decoding: body, as: UTF8.self) == "\n正文。\n")
  }
}
