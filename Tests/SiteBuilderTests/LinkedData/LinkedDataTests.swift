import JSON
import Magazine
import Testing

@testable import SiteBuilder

@Suite("页面自述：JSON-LD")
struct LinkedDataTests {
  private static let site = """
    -- site.yml --
    title: 檐声
    description: 一年四期。
    -- club.yml --
    name: 檐声会
    motto: 一张卡
    consent: {version: 2026-11, text: "只用于办理入会。"}
    contact: {phone: 0000-6000027}
    -- issues/27/index.md --
    ---
    title: 听雨
    number: 27
    date: 2026-11-07
    cover: cover.svg
    ---
    -- issues/27/cover.svg --
    <svg/>
    -- issues/27/eaves.md --
    ---
    title: "檐</script><b>"
    column: 营造
    authors: [gu, 何○○]
    tags: [雨]
    ---
    正文八个字在这里。
    -- authors/gu.md --
    ---
    name: 顾南屏
    ---
    -- news/lift.md --
    ---
    title: 电梯换好了
    date: 2026-11-20
    ---
    今天可以坐。
    -- events/open-day.md --
    ---
    title: 工地开放日
    start: 2026-11-28 09:30
    end: 11:30
    place: 北门
    capacity: 30
    cancelled: true
    ---
    """

  private func markup(_ url: String, baseURL: String? = "https://a.example") throws -> String? {
    let index = try PagesText(Self.site).index(baseURL: baseURL)
    let templates = try RepositoryTheme.templates("jia", language: .simplifiedChinese)
    let page = try #require(index.pages().first { $0.url == url })
    var bytes: [UInt8] = []
    page.render(SitePages(index), templates, &bytes)
    let opening = Array("<script type=\"application/ld+json\">".utf8)
    guard let start = bytes.firstRange(of: opening)?.upperBound else { return nil }
    let end = try #require(bytes[start...].firstRange(of: Array("</script>".utf8))?.lowerBound)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private func graph(_ url: String) throws -> [JSONValue] {
    let value = try JSONValue.parse(try #require(try markup(url)))
    #expect(value["@context"]?.string == "https://schema.org")
    return try #require(value["@graph"]?.elements)
  }

  @Test("文章属于一期，一期属于刊物，刊物属于会")
  func chain() throws {
    let nodes = try graph("/issues/27/eaves/")
    #expect(
      nodes.map { $0["@type"]?.string } == [
        "Organization", "Periodical", "PublicationIssue", "Article",
      ])
    #expect(nodes[3]["isPartOf"]?["@id"] == nodes[2]["@id"])
    #expect(nodes[2]["isPartOf"]?["@id"] == nodes[1]["@id"])
    #expect(nodes[1]["publisher"]?["@id"] == nodes[0]["@id"])
    #expect(nodes[2]["issueNumber"]?.int == 27)
    #expect(nodes[3]["headline"]?.string == "檐</script><b>")
    #expect(nodes[3]["keywords"]?[0]?.string == "雨")
    #expect(nodes[3]["author"]?[0]?["url"]?.string == "https://a.example/authors/gu/")
    #expect(nodes[3]["author"]?[1]?["url"] == nil)
    // An article without a picture shows the current cover.
    #expect(nodes[3]["image"]?.string == "https://a.example/media/issues/27/cover.svg")
  }

  @Test("题目里写了什么，也结束不了这一段")
  func isSafe() throws {
    #expect(try #require(try markup("/issues/27/eaves/")).contains("<") == false)
  }

  @Test("活动：时间带时区，取消写明")
  func event() throws {
    let node = try #require(try graph("/events/open-day/").last)
    #expect(node["@type"]?.string == "Event")
    #expect(node["startDate"]?.string == "2026-11-28T09:30:00+08:00")
    #expect(node["endDate"]?.string == "2026-11-28T11:30:00+08:00")
    #expect(node["eventStatus"]?.string == "https://schema.org/EventCancelled")
    #expect(node["maximumAttendeeCapacity"]?.int == 30)
    #expect(node["location"]?["name"]?.string == "北门")
  }

  @Test(
    "每种页面各有其类",
    arguments: [
      ("/", "WebPage"), ("/issues/", "CollectionPage"), ("/issues/27/", "PublicationIssue"),
      ("/news/lift/", "NewsArticle"), ("/authors/gu/", "ProfilePage"),
      ("/columns/", "CollectionPage"), ("/events/", "CollectionPage"),
    ])
  func types(url: String, type: String) throws {
    #expect(try graph(url).last?["@type"]?.string == type)
  }

  @Test("没有站点地址，或不给人搜到的页面，什么也不说")
  func silent() throws {
    #expect(try markup("/issues/27/eaves/", baseURL: nil) == nil)
    #expect(try markup("/me/") == nil)
  }
}
