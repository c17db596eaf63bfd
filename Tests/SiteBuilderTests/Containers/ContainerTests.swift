import Magazine
import Markdown
import Testing

@testable import SiteBuilder

@Suite("容器：编辑写在 ::: 之间，主题决定样子")
struct ContainerTests {
  /// Each is an article's text and what the small theme makes of it.
  @Test(
    "What the theme's templates get",
    arguments: [
      (
        "::: 引言 沈砚 {source=营造法式}\n没有人**反对**。\n:::",
        "<blockquote>\n<p>没有人<strong>反对</strong>。</p>\n\n<footer>沈砚《营造法式》</footer>\n</blockquote>\n"
      ),
      ("::: quote\n甲\n:::", "<blockquote>\n<p>甲</p>\n\n\n</blockquote>\n"),
      (
        "::: 提示 停水 & 停电 {#water .wide .red}\n甲\n:::",
        "<aside class=\"note wide red\" id=\"water\">\n<b>停水 &amp; 停电</b>\n<p>甲</p>\n\n</aside>\n"
      ),
      ("::: note\n:::", "<aside class=\"note\">\n<b>提示</b>\n\n</aside>\n"),
      ("::: 公告 停水\n甲\n:::", "<aside class=\"notice\">\n<b>停水</b>\n<p>甲</p>\n\n</aside>\n"),
      (
        "::: 会员 凭卡\n甲\n:::",
        "<aside class=\"members\"><b>凭卡</b>\n<p>甲</p>\n\n<a href=\"/join/\">join</a>\n</aside>\n"
      ),
      (
        "::: 编者按 顾南屏\n甲\n:::",
        "<aside class=\"editor\">\n<p>甲</p>\n\n<p>顾南屏</p>\n</aside>\n"
      ),
      (
        "::: 图集 雨后\n![江](a.svg \"江岸\")\n![河](a.svg)\n:::",
        """
        <figure class="gallery">
        <figure class="plate">
        <img src="/media/A" alt="江" width="4" height="3" />
        <figcaption>江岸</figcaption>
        </figure>
        <figure class="plate">
        <img src="/media/A" alt="河" width="4" height="3" loading="lazy" />
        </figure>

        <figcaption>雨后</figcaption>
        </figure>

        """
      ),
      (
        "::: 问答 {问=顾南屏 沈=沈砚}\n引子。\n问：甲？\n沈：乙。\n\n丙。\n:::",
        """
        <p>引子。</p>

        <div class="asks"><b>顾南屏</b>
        <p>甲？</p>

        </div>
        <div><b>沈砚</b>
        <p>乙。</p>
        <p>丙。</p>

        </div>

        """
      ),
      ("::: 问答\n檐？\n: 伞。\n:::", "\n<dl>\n<dt>檐？</dt>\n<dd>伞。</dd>\n</dl>\n\n"),
      (
        "::: 提示 外\n甲\n::: 引言\n乙\n:::\n丙\n:::",
        """
        <aside class="note">
        <b>外</b>
        <p>甲</p>
        <blockquote>
        <p>乙</p>


        </blockquote>
        <p>丙</p>

        </aside>

        """
      ),
    ])
  func templates(source: String, expected: String) throws {
    let site = try TestSite(
      """
      -- club.yml --
      name: 檐声会
      consent: {version: "1", text: 同意。}
      -- articles/a.svg --
      <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
      """)
    site.put("theme/templates/article.mustache", "{{{body}}}")
    site.put("articles/a.md", "---\ntitle: 甲\n---\n\(source)\n")
    try site.build()
    let media = try site.files.first { $0.hasPrefix("media/") } ?? "media/none"
    let page = try #require(site.page("articles/a/index.html"))
    #expect(page.replacing("/\(media)", with: "/media/A") == expected)
  }

  @Test("docs/content.md names every kind", arguments: MarkdownContainerKind.allCases)
  func documented(kind: MarkdownContainerKind) throws {
    let path = RepositoryTheme.root + "/docs/content.md"
    let text = try String(decoding: FileBytes.read(path), as: UTF8.self)
    #expect(text.contains("\n| `\(kind.name)` | `\(kind.rawValue)`"))
  }

  @Test("Without a club there is nothing to join")
  func withoutClub() throws {
    let site = try TestSite("-- articles/a.md --\n# 甲\n::: 会员 凭卡\n:::\n")
    try site.build()
    #expect(site.page("articles/a/index.html")?.contains("join") == false)
  }

  @Test("What is wrong in a container, and in its template, in one run with the rest")
  func wrong() throws {
    let site = try TestSite(
      """
      -- articles/a.md --
      # 甲
      ::: 引用 沈砚
      :::
      ::: 引言 沈砚 {sorce=檐声}
      :::
      ::: 提示 {title=水}
      :::
      """)
    #expect(
      site.diagnostics() == """
        Content/articles/a.md:2:1: error: there is no container named 引用
          2 | ::: 引用 沈砚
            | ^
          = write 引言; they are 引言 (quote), 提示 (note), 公告 (notice), 图集 (gallery), 问答 (interview), \
        活动 (event), 会员 (members), 编者按 (editor)
        Content/articles/a.md:4:1: error: :::引言 takes no “sorce”
          4 | ::: 引言 沈砚 {sorce=檐声}
            | ^
          = take it out, or write “source”
        Content/articles/a.md:6:1: error: :::提示 takes no “title”
          6 | ::: 提示 {title=水}
            | ^
          = take it out

        """)
    site.put(
      "theme/templates/containers/note.mustache", "<aside>\n{{titel}}\n{{content}}</aside>\n")
    site.put("theme/templates/containers/event.mustache", "{{event.seats.free}}\n")
    let theme = site.diagnostics().split(separator: "\n").filter { $0.hasPrefix("Themes") }
    #expect(
      theme == [
        "Themes/small/templates/containers/event.mustache:1:1: error: there is no “free” in seats",
        "Themes/small/templates/containers/note.mustache:2:1: error: there is no “titel” in note",
        "Themes/small/templates/containers/note.mustache:3:1: error: “content” is markup and would be "
          + "printed with its tags",
      ])
  }

  @Test("A theme without one of the templates: the file to write")
  func missing() throws {
    let site = try TestSite("-- articles/a.md --\n# 甲\n")
    site.removeFromTheme("templates/containers/gallery.mustache")
    #expect(
      site.diagnostics().hasPrefix(
        "Themes/small/templates/containers/gallery.mustache: error: the theme has no template "
          + "“containers/gallery”\n"))
  }

  @Test(
    "Every kind in the themes of this repository, alone, nested and in the letter",
    arguments: ["jia", "plain"])
  func repositoryThemes(theme: String) throws {
    let site = try TestSite(
      """
      -- club.yml --
      name: 檐声会
      consent: {version: "1", text: 同意。}
      -- issues/27/index.md --
      ---
      title: 听雨
      date: 2026-11-07
      ---
      ::: 编者按 顾南屏
      按语。
      :::
      -- articles/a.svg --
      <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
      -- articles/a.md --
      # 甲
      ::: 公告 停水
      ::: 引言 沈砚 {source=营造法式}
      引。
      :::
      :::
      ::: 问答 一席谈
      问：图呢？
      ::: 图集 雨后
      ![江](a.svg "江岸")
      :::
      ::: 活动 open-day
      穿平底鞋。
      :::
      答：在上面。
      :::
      ::: 会员
      凭卡。
      :::
      ::: 提示
      带伞。
      :::
      -- events/open-day.md --
      ---
      title: 开放日
      start: 2026-12-01 09:30
      place: 半山台
      capacity: 30
      ---
      """)
    site.options.themes = RepositoryTheme.root + "/Themes"
    site.options.theme = theme
    try site.build(
      figures: PublicFigures(seats: ["open-day": .init(capacity: 30, taken: 3, waiting: 0)]))
    let page = try #require(site.page("articles/a/index.html"))
    for piece in [
      "停水", "沈砚", "<cite>营造法式</cite>", "一席谈", ">问</", ">答</", "江岸", "雨后", "/events/open-day/", "27",
      "穿平底鞋。", "半山台", "凭卡。", "href=\"/join/\"", "提示", "带伞。", "width=\"4\" height=\"3\"",
    ] {
      #expect(page.contains(piece), "\(piece)")
    }
    #expect(!page.contains(":::"))
    let letter = try #require(site.page("issues/27/index.html"))
    #expect(letter.contains("按语。") && letter.contains("顾南屏"))
  }
}
