import Magazine
import Testing

@Suite("长目录分页：最新的在目录自己的页上，其余从最旧的数起")
struct PaginationTests {
  @Test(
    "Where the articles of a list are, in pages of ten",
    arguments: [
      (0, "newest 0..<0"),
      (1, "newest 0..<1"),
      (19, "newest 0..<19"),
      (20, "newest 0..<10, 1 10..<20"),
      (29, "newest 0..<19, 1 19..<29"),
      (30, "newest 0..<10, 2 10..<20, 1 20..<30"),
      (45, "newest 0..<15, 3 15..<25, 2 25..<35, 1 35..<45"),
    ])
  func table(count: Int, expected: String) {
    let pagination = Pagination(of: count, by: 10)
    let shown = pagination.pages.map { page in
      let name = if case .numbered(let number) = page { "\(number)" } else { "newest" }
      return "\(name) \(pagination.places(on: page))"
    }
    #expect(shown.joined(separator: ", ") == expected)
  }

  @Test("Pages lead to the older and the newer one, and have URLs of their own")
  func neighbours() {
    let pagination = Pagination(of: 30, by: 10)
    #expect(pagination.older(than: .newest) == .numbered(2))
    #expect(pagination.older(than: .numbered(2)) == .numbered(1))
    #expect(pagination.older(than: .numbered(1)) == nil)
    #expect(pagination.newer(than: .numbered(1)) == .numbered(2))
    #expect(pagination.newer(than: .numbered(2)) == .newest)
    #expect(pagination.newer(than: .newest) == nil)
    #expect(Pagination(of: 19, by: 10).older(than: .newest) == nil)
    #expect(Pagination.Page.newest.url(in: "/tags/rain/") == "/tags/rain/")
    #expect(Pagination.Page.numbered(12).url(in: "/tags/rain/") == "/tags/rain/page/12/")
  }

  /// Articles are named by when they came: the list of `count` is count - 1, …, 1, 0.
  private func articles(of count: Int, on page: Pagination.Page, by size: Int) -> [Int] {
    Pagination(of: count, by: size).places(on: page).map { count - 1 - $0 }
  }

  @Test("Any list: each article on one page, in order, on pages as long as they should be")
  func everyArticleOnce() {
    for size in [1, 2, 10, 60] {
      for count in 0...4 * size + 3 {
        let pages = Pagination(of: count, by: size).pages
        let all = pages.flatMap { articles(of: count, on: $0, by: size) }
        #expect(all == Array((0..<count).reversed()), "\(count) by \(size)")
        let lengths = pages.map { articles(of: count, on: $0, by: size).count }
        #expect(lengths.dropFirst().allSatisfy { $0 == size }, "\(count) by \(size)")
        #expect(lengths[0] < 2 * size && lengths[0] >= min(count, size), "\(count) by \(size)")
      }
    }
  }

  @Test("A new article leaves what stands on every numbered page as it was")
  func stable() {
    for size in [1, 2, 10, 60] {
      for count in 0...4 * size + 3 {
        let before = Pagination(of: count, by: size).pages.dropFirst()
        let after = Pagination(of: count + 1, by: size).pages.dropFirst()
        #expect(before == after.suffix(before.count), "\(count) by \(size)")
        #expect(after.count - before.count <= 1, "\(count) by \(size)")
        for page in before {
          #expect(
            articles(of: count, on: page, by: size) == articles(of: count + 1, on: page, by: size),
            "\(count) by \(size)")
        }
      }
    }
  }

  private let magazine =
    "-- site.yml --\ntitle: 檐声\nlist_size: 10\n"
    + (10..<30).map { "-- articles/a\($0).md --\n---\ntags: [雨]\n---\n# 文\($0)\n" }.joined()

  @Test("A link may lead to a numbered page, as long as there is one")
  func links() throws {
    let publication = load(magazine).publication
    for url in ["/articles/page/1/", "/tags/雨/page/1/", "/tags/%E9%9B%A8/page/1/"] {
      guard case .page(let found, nil, nil) = publication.resolve(url, from: "articles/a10.md")
      else {
        Issue.record("\(url) leads nowhere")
        continue
      }
      #expect(found == SitePath.encode(SitePath.decode(url.utf8)))
    }
    for url in ["/articles/page/2/", "/articles/page/", "/news/page/1/"] {
      guard case .broken = publication.resolve(url, from: "articles/a10.md") else {
        Issue.record("\(url) leads somewhere")
        continue
      }
    }
  }

  @Test("No file may stand where a page of a list is, or will be one day")
  func kept() {
    let files = """
      -- articles/page/1.md --
      # 甲
      -- tags/雨/page/12/README.md --
      # 乙
      -- columns/build/page/3.md --
      # 丙
      -- articles/page.md --
      # 可以
      -- articles/page/one.md --
      # 可以
      -- notes/page/1.md --
      # 可以
      -- tags/page/1.md --
      # 可以
      """
    let errors = load(files).diagnostics.map { "\($0.path): \($0.message)" }
    #expect(
      errors == [
        "articles/page/1.md: the URL /articles/page/1/ is kept for a page of a long list",
        "columns/build/page/3.md: the URL /columns/build/page/3/ is kept for a page of a"
          + " long list",
        "tags/雨/page/12/README.md: the URL /tags/雨/page/12/ is kept for a page of a long list",
      ])
  }
}
