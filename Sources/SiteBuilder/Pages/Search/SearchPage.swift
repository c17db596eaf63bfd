import Magazine
import Theming

/// `/search/`: looking things up. The file holds no results; a script finds them in the index, and
/// for browsers that run none the server makes this page again with its answer.
struct SearchPage: PageContext {
  var frame: PageFrame
  var query = ""
  var answer: SiteSearch.Answer?
  /// How many results stand on the pages of results before this one.
  var skipped = 0
  private let assets: SearchAssets
  private let cut: SearchShape

  static let url = "/search/"

  init(_ assets: SearchAssets, in site: SitePages) {
    self.assets = assets
    cut = SearchShape(documents: site.publication.searchedCount)
    frame = site.frame(PageIdentity(url: Self.url, isUnlisted: true))
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard let assets = site.sources.search else { return [] }
    return [
      site.output(.search, at: url, isListed: false, with: \.search) { SearchPage(assets, in: $0) }
    ]
  }

  /// Where the next results are; nil where these are the last.
  private var moreURL: String? {
    guard let answer, answer.hasMore else { return nil }
    let query = SitePath.encode(query).replacing("/", with: "%2F")
    return "\(Self.url)?q=\(query)&from=\(skipped + SiteSearch.shown)"
  }

  static let shape = page(
    .search,
    [
      .text("query", "What is looked for; empty where nothing is.") { $0.query },
      .flag("answered", "Whether the server has made the page for a query.") { $0.answer != nil },
      .list("hits", "What the server has found.") { $0.answer?.hits ?? [] },
      .flag("has_hits", "Whether there is anything.") { $0.answer?.hits.isEmpty == false },
      .number("count", "How many pages were found.") { $0.answer?.count ?? 0 },
      .flag("exact", "Whether all of them were looked at; else a few may be too many.") {
        $0.answer?.isExact ?? true
      },
      .optionalText("more_url", "Where the next results are.") { $0.moreURL },
      .text("script_url", "The module that searches in the browser.") { $0.assets.script },
      .text("folding_url", "The table of Traditional characters, for `data-folding`.") {
        $0.assets.folding
      },
      .number("shards", "Into how many shards the index is cut, for `data-shards`.") {
        $0.cut.shards
      },
      .number("parts", "Into how many files each is cut, for `data-parts`.") { $0.cut.parts },
    ])
}

extension SearchHit: TemplateContext {
  static let shape = Shape<SearchHit>(
    "hit",
    [
      .text("title", "The page's title.") { $0.title },
      .text("url", "Where it is.") { $0.url },
      .text("note", "What it is and of which day; may be empty.") { $0.note },
      .list("pieces", "Some of its text.") { $0.pieces },
    ])
}

extension SearchHit.Piece: TemplateContext {
  static let shape = Shape<SearchHit.Piece>(
    "piece of text",
    [
      .text("text", "The text.") { $0.text },
      .flag("match", "Whether it is what was looked for.") { $0.isMatch },
    ])
}
