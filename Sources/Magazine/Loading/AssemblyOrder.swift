import CivilTime

/// The order of articles, and what needs it.
extension Assembly {
  /// Newest first, those of one day in the order of the contents, undated ones last by name.
  mutating func orderArticles() {
    let keys = articles.map { ArticleKey($0) }
    for index in articles.indices.sorted(by: { keys[$0] < keys[$1] }) {
      articles[index].article.id = publication.articles.count
      publication.articles.append(articles[index].article)
    }
  }

  mutating func joinHighlights() {
    let drafts = Dictionary(
      issues.map { ($0.issue.source.path, $0) }, uniquingKeysWith: { first, _ in first })
    for index in publication.issues.indices {
      let issue = publication.issues[index]
      let own = publication.relations.issueArticles[index]
      let written = drafts[issue.source.path]?.highlights ?? []
      publication.issues[index].highlights =
        written.isEmpty
        ? Array(own.prefix(3)) : written.compactMap { highlight($0, of: issue, among: own) }
    }
  }

  mutating func joinReports() {
    for index in publication.events.indices {
      guard let report = events[index].report else { continue }
      publication.events[index].report = reportPlace(
        report, in: publication.events[index].source.path)
    }
  }

  private mutating func highlight(
    _ written: Located<String>, of issue: Issue, among own: [Int]
  ) -> Int? {
    let articles = publication.articles
    if let id = own.first(where: { articles[$0].slug == written.value }) { return id }
    let folder = ContentPath.folder(of: issue.source.path)
    let path = written.value.hasSuffix(".md") ? written.value : written.value + ".md"
    let place = ContentPath.resolve(path, from: "\(folder)/index.md") ?? path
    if let id = articleID(place) { return id }
    // One that is held back appears by itself when it comes out.
    if case .withheld = publication.addresses.places[place] { return nil }
    error(
      issue.source.path, at: written.position,
      "the issue has no article “\(written.value)”",
      remedy: Nearest.remedy(
        for: written.value, among: own.map { articles[$0].slug }, noun: "articles"))
    return nil
  }

  private mutating func reportPlace(_ written: Located<String>, in path: String) -> Int? {
    let place = ContentPath.resolve(written.value, from: path) ?? written.value
    if let id = articleID(place) { return id }
    if case .withheld = publication.addresses.places[place] { return nil }
    let target = publication.resolve(written.value, from: path)
    if case .page(_, let file?, _) = target, let id = articleID(file) { return id }
    let isElsewhere = if case .broken = target { false } else { true }
    error(
      path, at: written.position, "“\(written.value)” is no article",
      remedy: isElsewhere
        ? "name a file of articles/, news/ or an issue"
        : publication.addresses.nearest(to: written.value, from: path, texts: true))
    return nil
  }

  mutating func checkPictures() {
    for issue in publication.issues { check(issue.cover, in: issue.source.path) }
    for index in publication.articles.indices where publication.articles[index].cover != nil {
      check(publication.articles[index].cover, in: publication.articles[index].source.path)
    }
    for event in publication.events { check(event.cover, in: event.source.path) }
    for reward in publication.rewards { check(reward.cover, in: reward.source.path) }
    for author in publication.authors { check(author.portrait, in: author.source.path) }
  }

  private mutating func check(_ picture: Picture?, in path: String) {
    guard let picture, case .asset(let asset) = picture.place,
      !publication.addresses.assets.contains(asset)
    else { return }
    error(
      path, at: picture.position, "there is no file \(tree.shown(asset))",
      remedy: publication.addresses.nearest(to: asset, from: path, texts: false))
  }

  mutating func followMenus() {
    publication.site.menu = site.menu.compactMap { follow($0) }
    publication.site.footerMenu = site.footerMenu.compactMap { follow($0) }
  }

  private mutating func follow(_ link: SiteDraft.Link) -> SiteSettings.MenuItem? {
    switch publication.resolve(link.destination.value, from: "site.yml") {
    case .page(let url, _, let fragment):
      let suffix = fragment.map { "#" + SitePath.encode($0) } ?? ""
      return SiteSettings.MenuItem(title: link.title, url: url + suffix)
    case .external(let url): return SiteSettings.MenuItem(title: link.title, url: url)
    case .asset(let path, let suffix):
      return SiteSettings.MenuItem(title: link.title, url: "/" + SitePath.encode(path) + suffix)
    case .broken(let reason, let remedy):
      error("site.yml", at: link.destination.position, reason, remedy: remedy)
      return nil
    }
  }
}

/// What the order of articles depends on: numbers alone, because a large magazine is sorted at every
/// build.
private struct ArticleKey: Comparable {
  /// Days, the newest first; undated last.
  let date: Int
  let issue: Int
  let column: Int
  let order: Int
  let rank: Int

  init(_ draft: ArticleDraft) {
    date = draft.article.date.map { -$0.daysSinceEpoch } ?? .max
    issue = draft.article.issue ?? .max
    column = draft.article.column ?? .max
    order = draft.article.order ?? .max
    rank = draft.rank
  }

  static func < (left: ArticleKey, right: ArticleKey) -> Bool {
    if left.date != right.date { return left.date < right.date }
    if left.issue != right.issue { return left.issue < right.issue }
    if left.column != right.column { return left.column < right.column }
    if left.order != right.order { return left.order < right.order }
    return left.rank < right.rank
  }
}
