import CivilTime

/// The order of articles, and what needs it.
extension Assembly {
  /// Newest first, those of one day in the order of the contents, undated ones last by name.
  mutating func orderArticles() {
    articles.sort { left, right in
      let (left, right) = (left.article, right.article)
      if left.date != right.date {
        guard let one = left.date, let other = right.date else { return left.date != nil }
        return one > other
      }
      if left.issue != right.issue { return (left.issue ?? .max) < (right.issue ?? .max) }
      return left.precedesInContents(right)
    }
    for place in articles.indices {
      articles[place].article.id = place
      articleIDs[articles[place].article.source.path] = place
    }
    publication.articles = articles.map(\.article)
  }

  mutating func joinHighlightsAndReports() {
    let drafts = Dictionary(
      issues.map { ($0.issue.source.path, $0) }, uniquingKeysWith: { first, _ in first })
    for index in publication.issues.indices {
      let issue = publication.issues[index]
      let own = publication.articles.filter { $0.issue == issue.id }
        .sorted { $0.precedesInContents($1) }
      let written = drafts[issue.source.path]?.highlights ?? []
      publication.issues[index].highlights =
        written.isEmpty
        ? own.prefix(3).map(\.id) : written.compactMap { highlight($0, of: issue, among: own) }
    }
    for index in publication.events.indices {
      guard let report = events[index].report else { continue }
      publication.events[index].report = reportPlace(
        report, in: publication.events[index].source.path)
    }
  }

  private mutating func highlight(
    _ written: Located<String>, of issue: Issue, among own: [Article]
  ) -> Int? {
    if let article = own.first(where: { $0.slug == written.value }) { return article.id }
    let folder = ContentPath.folder(of: issue.source.path)
    let path = written.value.hasSuffix(".md") ? written.value : written.value + ".md"
    let place = ContentPath.resolve(path, from: "\(folder)/index.md") ?? path
    if let id = articleIDs[place] { return id }
    // One that is held back appears by itself when it comes out.
    if case .withheld = publication.addresses.places[place] { return nil }
    error(
      issue.source.path, at: written.position,
      "the issue has no article “\(written.value)”",
      remedy: Nearest.remedy(for: written.value, among: own.map(\.slug), noun: "articles"))
    return nil
  }

  private mutating func reportPlace(_ written: Located<String>, in path: String) -> Int? {
    let place = ContentPath.resolve(written.value, from: path) ?? written.value
    if let id = articleIDs[place] { return id }
    if case .withheld = publication.addresses.places[place] { return nil }
    if case .page(_, let file?, _) = publication.resolve(written.value, from: path),
      let id = articleIDs[file]
    {
      return id
    }
    error(
      path, at: written.position, "“\(written.value)” is no article",
      remedy: publication.addresses.nearest(to: written.value, from: path, texts: true))
    return nil
  }

  mutating func checkPictures() {
    for issue in publication.issues { check(issue.cover, in: issue.source.path) }
    for article in publication.articles { check(article.cover, in: article.source.path) }
    for event in publication.events { check(event.cover, in: event.source.path) }
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

extension Article {
  /// Whether this article stands before another of the same issue: by column, those without one
  /// last; then by `order`, those without one last; then by date; then by name.
  func precedesInContents(_ other: Article) -> Bool {
    if column != other.column { return (column ?? .max) < (other.column ?? .max) }
    if order != other.order { return (order ?? .max) < (other.order ?? .max) }
    if date != other.date {
      guard let one = date, let two = other.date else { return date != nil }
      return one < two
    }
    return ContentPath.precedes(source.path, other.source.path)
  }
}
