import Magazine
import Theming

/// One page of a list of articles: what stands on it, and where the pages beside it are.
struct ListPage: Sendable {
  let page: Pagination.Page
  /// The number of all articles of the list.
  let count: Int
  let pieces: [TeaserContext]
  let label: String?
  let listURL: String
  let newerURL: String?
  let olderURL: String?

  /// - Parameters:
  ///   - page: which page of the list.
  ///   - list: all its articles; only those of this page are read.
  ///   - url: the list's own URL.
  ///   - site: what the page is made of.
  init(_ page: Pagination.Page, of list: ArticleList, at url: String, in site: SitePages) {
    let pagination = site.sources.publication.pagination(of: list)
    self.page = page
    count = list.count
    pieces = site.teasers(list.ids[pagination.places(on: page)])
    label =
      switch page {
      case .newest: nil
      case .numbered(let number): site.wording.page(number)
      }
    listURL = url
    newerURL = pagination.newer(than: page)?.url(in: url)
    olderURL = pagination.older(than: page)?.url(in: url)
  }

  /// Whether it is the list's own page, which says what the list is.
  var isNewest: Bool { page == .newest }

  /// The title that tells the pages of a list apart: 雨 · 第3页; empty where the list has no name.
  func title(of name: String) -> String {
    guard let label, !name.isEmpty else { return name }
    return "\(name) · \(label)"
  }
}

/// A page that is one of the pages of a list.
protocol ListPageContext: PageContext {
  /// Its part of the list.
  var list: ListPage { get }
}

extension ListPageContext {
  /// The fields that every page of a list has, after its own.
  static var listFields: [Field<Self>] {
    [
      .list("pieces", "The articles on this page of the list, the newest first.") {
        $0.list.pieces
      },
      .flag("has_pieces", "Whether there are any.") { !$0.list.pieces.isEmpty },
      .number(
        "piece_count",
        "How many there are on all pages of the list; printed on a numbered page, it makes each new"
          + " article change all of them."
      ) { $0.list.count },
      .optionalText(
        "page_label",
        "第3页, on one of the numbered pages of older articles; absent on the list's own page."
      ) { $0.list.label },
      .text("list_url", "The list's own page, which has the newest articles.") { $0.list.listURL },
      .optionalText("newer_url", "Where the page with the next newer articles is.") {
        $0.list.newerURL
      },
      .optionalText("older_url", "Where the page with the next older articles is.") {
        $0.list.olderURL
      },
      .flag("has_other_pages", "Whether there is one of the two.") {
        $0.list.newerURL != nil || $0.list.olderURL != nil
      },
    ]
  }
}

extension SitePages {
  /// The pages of a list of articles.
  ///
  /// - Parameters:
  ///   - kind: what its pages are.
  ///   - url: the list's own URL.
  ///   - list: its articles.
  ///   - text: the file whose text stands over the list, on its own page. Nobody knows the day of
  ///     such a page; any other is dated by its newest article.
  ///   - searched: what search says of the list's own page; nil where it does not find it.
  ///   - template: what renders them.
  ///   - make: makes one of the pages of what the site is at that time.
  /// - Returns: every page of the list, the newest first.
  func outputs<Root: ListPageContext>(
    _ kind: PageKind, at url: String, of list: ArticleList, under text: Source? = nil,
    searched: SearchEntry? = nil,
    with template: @escaping @Sendable (ThemeTemplates) -> Template<Root>,
    make: @escaping @Sendable (Pagination.Page, SitePages) -> Root
  ) -> [PageOutput] {
    let pagination = sources.publication.pagination(of: list)
    return pagination.pages.map { page in
      let text = page == .newest ? text : nil
      let day = text == nil ? list[pagination.places(on: page)].first?.date : nil
      return output(
        kind, at: page.url(in: url), source: text?.path, day: day, showsFigures: showsFigures(text),
        searched: page == .newest ? searched : nil, with: template
      ) { make(page, $0) }
    }
  }
}
