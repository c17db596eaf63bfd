import Magazine
import Testing

@Suite("A link in the content leads to a page, a file, another site, or says why not")
struct ResolvingTests {
  static let content = """
    -- site.yml --
    title: 檐声
    base_url: https://yansheng.example
    -- club.yml --
    name: 檐声会
    consent: {version: "1", text: 我同意。}
    -- README.md --
    # 家
    -- issues/2026-autumn/index.md --
    ---
    title: 听雨
    date: 2026-11-07
    ---
    -- issues/2026-autumn/rain.md --
    ---
    title: 雨
    tags: [雨]
    ---
    -- issues/2026-autumn/later.md --
    ---
    title: 以后
    publish: 2026-12-01 08:00
    ---
    -- issues/2026-autumn/fig a.svg --
    -- issues/2027-spring/index.md --
    ---
    title: 未出
    date: 2027-02-04
    ---
    -- issues/2027-spring/x.md --
    # 未出的一篇
    -- events/open-day.md --
    ---
    title: 开放日
    start: 2026-11-28
    place: 北门
    ---
    -- articles/draft.md --
    ---
    title: 草稿
    draft: true
    ---
    -- pages/privacy.md --
    # 隐私
    -- notes/夜 一.md --
    # 夜
    -- files/form.pdf --
    """

  static let rows: [(String, LinkTarget)] = [
    (
      "index.md",
      .page(url: "/issues/2026-autumn/", path: "issues/2026-autumn/index.md", fragment: nil)
    ),
    ("./", .page(url: "/issues/2026-autumn/", path: "issues/2026-autumn/index.md", fragment: nil)),
    (
      "rain.md#檐口",
      .page(url: "/issues/2026-autumn/rain/", path: "issues/2026-autumn/rain.md", fragment: "檐口")
    ),
    (
      "#%E6%AA%90",
      .page(url: "/issues/2026-autumn/rain/", path: "issues/2026-autumn/rain.md", fragment: "檐")
    ),
    (
      "rain",
      .page(url: "/issues/2026-autumn/rain/", path: "issues/2026-autumn/rain.md", fragment: nil)
    ),
    (
      "/events/open-day.md",
      .page(url: "/events/open-day/", path: "events/open-day.md", fragment: nil)
    ),
    (
      "/events/open-day/",
      .page(url: "/events/open-day/", path: "events/open-day.md", fragment: nil)
    ),
    (
      "/events/open-day", .page(url: "/events/open-day/", path: "events/open-day.md", fragment: nil)
    ),
    ("../../pages/privacy.md", .page(url: "/privacy/", path: "pages/privacy.md", fragment: nil)),
    ("/privacy/?a=1#b", .page(url: "/privacy/?a=1", path: "pages/privacy.md", fragment: "b")),
    ("/", .page(url: "/", path: "README.md", fragment: nil)),
    ("/issues/", .page(url: "/issues/", path: nil, fragment: nil)),
    ("/join/", .page(url: "/join/", path: nil, fragment: nil)),
    ("/feed.xml", .page(url: "/feed.xml", path: nil, fragment: nil)),
    ("/tags/雨/", .page(url: "/tags/%E9%9B%A8/", path: nil, fragment: nil)),
    ("/tags/%E9%9B%A8/", .page(url: "/tags/%E9%9B%A8/", path: nil, fragment: nil)),
    ("https://yansheng.example", .page(url: "/", path: "README.md", fragment: nil)),
    (
      "https://yansheng.example/privacy/",
      .page(url: "/privacy/", path: "pages/privacy.md", fragment: nil)
    ),
    ("https://yansheng.example.org/", .external("https://yansheng.example.org/")),
    ("mailto:a@b.example", .external("mailto:a@b.example")),
    ("//cdn.example/x", .external("//cdn.example/x")),
    (
      "/notes/%E5%A4%9C%20%E4%B8%80.md",
      .page(url: "/notes/%E5%A4%9C%20%E4%B8%80/", path: "notes/夜 一.md", fragment: nil)
    ),
    ("fig%20a.svg", .asset(path: "issues/2026-autumn/fig a.svg", suffix: "")),
    ("/files/form.pdf#page=2", .asset(path: "files/form.pdf", suffix: "#page=2")),
  ]

  @Test("from an article of an issue", arguments: rows)
  func leads(destination: String, target: LinkTarget) {
    let publication = load(Self.content).publication
    #expect(publication.resolve(destination, from: "issues/2026-autumn/rain.md") == target)
  }

  @Test(
    "and when it leads nowhere",
    arguments: [
      ("latre.md", "there is no page or file “latre.md”; write “later.md”"),
      (
        "../2026-summer/rain.md",
        "there is no page or file “../2026-summer/rain.md”; paths are taken from issues/2026-autumn,"
          + " or from the content folder with a slash before them"
      ),
      (
        "../2026-autum/index.md",
        "there is no page or file “../2026-autum/index.md”; write “index.md”"
      ),
      (
        "../2025-winter/index.md",
        "there is no page or file “../2025-winter/index.md”; paths are taken from issues/2026-autumn,"
          + " or from the content folder with a slash before them"
      ),
      (
        "www.example.com/a#b",
        "there is no page or file “www.example.com/a”;"
          + " write “https://www.example.com/a#b” for another site"
      ),
      ("fig-a.svg", "there is no page or file “fig-a.svg”; write “fig a.svg”"),
      (
        "/nowhere/",
        "there is no page or file “/nowhere/”; paths are taken from issues/2026-autumn,"
          + " or from the content folder with a slash before them"
      ),
      (
        "../../../secret.md",
        "“../../../secret.md” leads out of the content folder;"
          + " write a path within the content folder, or a URL with https://"
      ),
      ("", "the link is empty; write where it should lead"),
      (
        "later.md",
        "“later.md” is not published: the article comes out on 2026-12-01 at 08:00;"
          + " publish it too, or take the link out until then"
      ),
      (
        "/issues/2027-spring/x/",
        "“/issues/2027-spring/x/” is not published: the issue comes out on 2027-02-04;"
          + " publish it too, or take the link out until then"
      ),
      (
        "../../articles/draft.md",
        "“../../articles/draft.md” is not published: the article is a draft;"
          + " publish it too, or take the link out until then"
      ),
    ])
  func broken(destination: String, why: String) {
    let publication = load(Self.content).publication
    let target = publication.resolve(destination, from: "issues/2026-autumn/rain.md")
    guard case .broken(let reason, let remedy) = target else {
      Issue.record("\(destination) leads to \(target)")
      return
    }
    #expect("\(reason); \(remedy)" == why)
  }

  @Test("without a club there is nothing to join")
  func noClub() {
    let publication = load("-- a.md --\n# 一").publication
    guard case .broken = publication.resolve("/join/", from: "a.md") else {
      Issue.record("/join/ leads somewhere")
      return
    }
  }

  @Test(
    "a URL is served by a file",
    arguments: [
      ("/", "index.html"), ("/issues/a/", "issues/a/index.html"), ("/feed.xml", "feed.xml"),
      ("/tags/%E9%9B%A8/", "tags/雨/index.html"), ("/a/?x#y", "a/index.html"),
      ("/100%/", "100%/index.html"),
    ])
  func files(url: String, file: String) {
    #expect(SitePath.file(of: url) == file)
  }
}
