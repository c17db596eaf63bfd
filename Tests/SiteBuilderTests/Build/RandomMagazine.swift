import CivilTime
import SiteBuilder
import Testing

/// A magazine made at random, and edits of it that leave it without errors: the same for the same
/// seed.
struct RandomMagazine {
  /// The files by path.
  private(set) var files: [String: String] = [:]
  /// What the club's register says in public.
  private(set) var figures: PublicFigures?
  /// The day that the site is built for.
  private(set) var today = Day(daysSinceEpoch: 20_779)
  /// The hour of that day.
  private(set) var hour = 9
  /// The last edit, for a person.
  private(set) var last = ""
  private var articles: [String: Article] = [:]
  private var settings = Settings()
  private var random: Generator
  private var count = 0

  private struct Article {
    var title: String
    var column: String?
    var tags: [String]
    var author: String?
    var date: Int?
    var summary: String?
    var order: Int?
    var body: String
    var isDraft = false
  }

  private struct Settings {
    var title = "檐声"
    var clubName = "檐声会"
    var issueTitle = "听雨"
    var letter = "编者按。"
    var eventTitle = "开放日"
    var eventText = "来看。"
    var authorName = "顾南屏"
    var authorText = "其人。"
    var pageText = "关于本会。"
    var footer = "页脚"
    var drawing = 4
    var colophon = ""
    var word = "页"
    var listSize = 10
    var traditional: String?
    var ebooks = false
    var name = "灯"
    var traditionalWord = "頁"
  }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// How many articles there are at first. Lists are cut from twenty on: most magazines stand near an
  /// edge, so that edits cross it in both directions; the short ones have lists that run empty.
  private static let sizes = [6, 20, 31, 19]

  init(seed: UInt64) {
    random = Generator(state: seed)
    settings.ebooks = seed % 3 == 1
    if seed % 3 == 0 { settings.traditional = "s2tw" }
    for _ in 0..<Self.sizes[Int(seed % UInt64(Self.sizes.count))] { add() }
    write()
  }

  /// Changes one thing, or a few at once; returns the paths of the files that have changed.
  mutating func edit() -> Set<String> {
    let before = files
    last = ""
    for _ in 0..<(random.next() % 4 == 0 ? 3 : 1) { change() }
    write()
    let paths = Set(before.keys).union(files.keys)
    return paths.filter { before[$0] != files[$0] }
  }

  private mutating func change() {
    guard let path = articles.keys.sorted().randomElement(using: &random),
      var article = articles[path]
    else { return add() }
    let kind = Int.random(in: 0..<36, using: &random)
    last += "\(kind):\(path) "
    switch kind {
    case 0: add()
    case 1 where articles.count > 2:
      articles[path] = nil
      return
    case 2 where articles.count > 2:
      articles[path] = nil
      count += 1
      articles[folder() + "moved\(count).md"] = article
      return
    case 3: article.title = word()
    case 4: article.date = Bool.random(using: &random) ? day() : nil
    case 5: article.tags = Array(["雨", "茶", "灯"].shuffled(using: &random).prefix(2))
    case 6: article.column = ["build", "letters"].randomElement(using: &random)
    case 7: article.author = ["gu", "何"].randomElement(using: &random)
    case 8: article.summary = Bool.random(using: &random) ? word() : nil
    case 9: article.order = Int.random(in: 0..<3, using: &random)
    case 10: article.isDraft.toggle()
    case 11: settings.issueTitle = word()
    case 12: settings.letter = word()
    case 13: settings.eventTitle = word()
    case 14: settings.eventText = word()
    case 15: settings.authorName = word()
    case 16: settings.authorText = word()
    case 17: settings.title = word()
    case 18: settings.clubName = word()
    case 19: settings.drawing += 1
    case 20: settings.pageText = word()
    case 21: settings.colophon = word().filter { !"<>&".contains($0) }
    case 22: settings.word = word().filter { !"<>&“”".contains($0) } + "字"
    case 23: today = today.adding(days: 1)
    case 26: hour = Int.random(in: 0..<24, using: &random)
    case 24: changeFigures()
    case 27: settings.traditional = [nil, "s2tw", "s2hk"].randomElement(using: &random) ?? nil
    case 30: settings.ebooks.toggle()
    case 28: settings.name = word().filter { !"<>&“”".contains($0) } + "廊"
    case 29: settings.traditionalWord = word().filter { !"<>&“”".contains($0) } + "頁"
    case 25: settings.listSize = Int.random(in: 10...12, using: &random)
    default: article.body = body()
    }
    articles[path] = article
  }

  private mutating func changeFigures() {
    guard Int.random(in: 0..<8, using: &random) > 0 else {
      figures = nil
      return
    }
    let taken = Int.random(in: 0...30, using: &random)
    figures = PublicFigures(
      seats: ["open-day": .init(capacity: 30, taken: taken, waiting: taken == 30 ? 2 : 0)],
      members: taken)
  }

  private mutating func add() {
    count += 1
    articles[folder() + "a\(count).md"] = Article(
      title: word(), column: "build", tags: ["雨"], author: "gu", date: day(), summary: nil,
      order: nil, body: body())
  }

  private mutating func folder() -> String {
    ["articles/", "news/", "issues/27/"].randomElement(using: &random) ?? "articles/"
  }

  private mutating func day() -> Int { Int.random(in: 1...20, using: &random) }

  private mutating func word() -> String {
    let words = ["檐", "雨", "茶", "灯", "廊", "河", "桥", "<b>", "A&B", "“引”"]
    return (0..<3).map { _ in words.randomElement(using: &random) ?? "" }.joined()
  }

  private mutating func body() -> String {
    var text = "## \(word())\n\n\(word())。"
    if Bool.random(using: &random) { text += "\n\n看[开放日](/events/open-day.md)。" }
    if Int.random(in: 0..<3, using: &random) == 0 { text += "\n\n![图](/drawing.svg)" }
    if Int.random(in: 0..<5, using: &random) == 0 { text += "\n\n:::活动 open-day\n:::" }
    if Int.random(in: 0..<4, using: &random) == 0 { text += "\n\n注[^1]。\n\n[^1]: \(word())" }
    return text + "\n"
  }

  private mutating func write() {
    files = [
      "site.yml": """
      title: "\(settings.title.filter { $0 != "\"" })"
      base_url: https://a.example
      ebooks: \(settings.ebooks)
      \(settings.traditional.map { "traditional: \($0)" } ?? "")
      columns:
        - slug: build
          name: 营造
        - slug: letters
          name: 来稿
      footer: ["\(settings.footer)"]
      list_size: \(settings.listSize)

      """,
      "club.yml": "name: \"\(settings.clubName)\"\nconsent:\n  version: \"1\"\n  text: 同意。\n",
      "issues/27/index.md": """
      ---
      title: "\(settings.issueTitle)"
      number: 27
      date: 2026-11-01
      ---
      \(settings.letter)

      """,
      "events/open-day.md": """
      ---
      title: "\(settings.eventTitle)"
      start: 2026-12-01 09:30
      end: 2026-12-01 11:30
      closes: 2026-11-24 12:00
      place: 半山台
      capacity: 30
      ---
      \(settings.eventText)

      """,
      "authors/gu.md": "---\nname: \"\(settings.authorName)\"\n---\n\(settings.authorText)\n",
      "pages/about.md": "---\ntitle: 关于\n---\n\(settings.pageText)\n",
      "drawing.svg": """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(settings.drawing)" height="3"/>

      """,
      "theme/templates/partials/mark.mustache": "<!-- \(settings.colophon) -->",
      "theme/strings/zh-Hans.yml": "word: \(settings.word)\n",
      "theme/strings/zh-Hant.yml": "word: \(settings.traditionalWord)\n",
      "names.yml": "words: {\(settings.name): 燈\(settings.name)}\n",
    ]
    for (path, article) in articles { files[path] = Self.text(of: article) }
  }

  private static func text(of article: Article) -> String {
    var text = "---\ntitle: \"\(article.title)\"\n"
    if let column = article.column { text += "column: \(column)\n" }
    if !article.tags.isEmpty { text += "tags: [\(article.tags.joined(separator: ", "))]\n" }
    if let author = article.author { text += "authors: [\(author)]\n" }
    if let day = article.date { text += "date: 2026-11-\(day < 10 ? "0" : "")\(day)\n" }
    if let summary = article.summary { text += "summary: \"\(summary)\"\n" }
    if let order = article.order { text += "order: \(order)\n" }
    if article.isDraft { text += "draft: true\n" }
    return text + "---\n" + article.body
  }
}
