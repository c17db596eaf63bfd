import CivilTime

/// Who stands at which URL, and what is published now.
extension Assembly {
  mutating func prepareAddresses() {
    var made = LoadOptions.standardPages.union(options.madePages)
    if publication.club != nil { made.formUnion(LoadOptions.clubPages) }
    if publication.rewards.contains(where: { options.includesDrafts || !$0.isDraft }) {
      made.insert(Publication.rewardsURL)
    }
    for url in made { publication.addresses.pages.insert(SitePath.decode(url.utf8)) }
    publication.addresses.assets = Set(tree.assets.map(\.path))
    publication.addresses.baseURL = site.settings.baseURL
  }

  /// Why something is not published at the moment the publication is for; nil where it is.
  private mutating func withheld(_ what: String, isDraft: Bool, date: Day?, publish: Instant?)
    -> String?
  {
    if options.includesDrafts { return nil }
    if isDraft { return "\(what) is a draft" }
    if let publish, publish > options.asOf {
      publication.comingOut.append(publish)
      return "\(what) comes out on \(publish.day.iso) at \(publish.clock)"
    }
    if publish == nil, let date, date > options.asOf.day {
      publication.comingOut.append(Instant(date))
      return "\(what) comes out on \(date.iso)"
    }
    return nil
  }

  /// Notes the URL of a file, reports the second file that claims it, and answers whether the file
  /// is published now.
  private mutating func claim(_ url: String, _ source: Source, withheld reason: String?) -> Bool {
    let path = SitePath.decode(url)
    switch publication.addresses.claims.updateValue(source.path, forKey: path) {
    case let other?:
      error(
        source.path, at: EntryReader.top, "\(tree.shown(other)) has the same URL, \(path)",
        remedy: "rename one of the two, or give it another “slug”")
    case nil where isReserved(path):
      error(
        source.path, at: EntryReader.top, "the URL \(path) belongs to the program",
        remedy: "rename the file")
    case nil where Pagination.Page.isKept(path):
      error(
        source.path, at: EntryReader.top, "the URL \(path) is kept for a page of a long list",
        remedy: "give the file a name that is no number, or move it out of “page”")
    case nil: break
    }
    if let reason {
      publication.addresses.places[source.path] = .withheld(reason: reason)
      return false
    }
    publication.addresses.places[source.path] = .page(url: url)
    return true
  }

  private func isReserved(_ path: String) -> Bool {
    Addresses.reservedPrefixes.contains { path.utf8.starts(with: $0.utf8) }
  }

  /// The numbered pages of long lists: links may lead there, for they keep their articles.
  mutating func numberPages() {
    let lists =
      publication.columns.map { ($0.url, publication.articles(of: $0)) }
      + publication.authors.map { ($0.url, publication.articles(of: $0)) }
      + publication.tags.map { ($0.url, publication.articles(of: $0)) } + [
        (Publication.newsURL, publication.news),
        (Publication.standaloneURL, publication.standaloneArticles),
      ]
      + publication.noticeKinds.map { ($0.url, publication.news(of: $0)) }
    for kind in publication.noticeKinds { publication.addresses.pages.insert(kind.url) }
    for column in publication.columns {
      let url = SitePath.decode(column.url)
      publication.addresses.pages.formUnion([url + "feed.xml", url + "feed.json"])
    }
    for (url, articles) in lists {
      let pagination = publication.pagination(of: articles)
      guard pagination.numberedCount > 0 else { continue }
      let url = SitePath.decode(url.utf8)
      for page in pagination.pages { publication.addresses.pages.insert(page.url(in: url)) }
    }
  }

  mutating func registerIssues() {
    var numbers: [Int: String] = [:]
    for draft in issues {
      let issue = draft.issue
      if let number = issue.number, let position = draft.numberPosition {
        if let other = numbers[number] {
          error(
            issue.source.path, at: position,
            "number \(number) is taken by \(tree.shown(other))",
            remedy: "give each issue a number of its own")
        }
        numbers[number] = issue.source.path
      }
    }
    issues = issues.filter { draft in
      let issue = draft.issue
      let reason = withheld(
        "the issue", isDraft: issue.isDraft, date: issue.date, publish: nil)
      return claim(issue.url, issue.source, withheld: reason)
    }
    publication.issues = issues.map(\.issue)
    publication.issues.sort { left, right in
      if left.date != right.date { return left.date > right.date }
      if left.number != right.number { return (left.number ?? 0) > (right.number ?? 0) }
      return left.source.path > right.source.path
    }
    for place in publication.issues.indices { publication.issues[place].id = place }
  }

  mutating func registerArticles() {
    var folders: [String: Int] = [:]
    for issue in publication.issues {
      folders[ContentPath.name(of: ContentPath.folder(of: issue.source.path))] = issue.id
    }
    var orphans: Set<String> = []
    let room = articles.count + articles.count / 4 + 256
    publication.addresses.places.reserveCapacity(room)
    publication.addresses.claims.reserveCapacity(room)
    var isPublished = Array(repeating: true, count: articles.count)
    for index in articles.indices {
      var reason: String?
      if let folder = articles[index].issueFolder {
        if let issue = folders[folder] {
          articles[index].article.issue = issue
          if articles[index].article.date == nil {
            articles[index].article.date = publication.issues[issue].date
          }
          if publication.issues[issue].isDraft { articles[index].article.isDraft = true }
        } else if let cause = withheldIssue(folder) {
          reason = cause
        } else if orphans.insert(folder).inserted {
          error(
            articles[index].article.source.path, at: EntryReader.top,
            "issues/\(folder) holds articles and no index.md",
            remedy: "write issues/\(folder)/index.md with the issue's title and date")
        }
      }
      reason =
        reason
        ?? withheld(
          "the article", isDraft: articles[index].article.isDraft,
          date: articles[index].article.date, publish: articles[index].article.publish)
      isPublished[index] = claim(
        articles[index].article.url, articles[index].article.source, withheld: reason)
    }
    if isPublished.contains(false) {
      articles = zip(articles, isPublished).compactMap { $1 ? $0 : nil }
    }
  }

  private func withheldIssue(_ folder: String) -> String? {
    for name in ["index.md", "README.md", "index.markdown", "readme.md"] {
      let place = publication.addresses.places["issues/\(folder)/\(name)"]
      if case .withheld(let reason) = place { return reason }
    }
    return nil
  }

  mutating func registerOthers() {
    events = events.filter { draft in
      let event = draft.event
      let reason = withheld("the event", isDraft: event.isDraft, date: nil, publish: nil)
      return claim(event.url, event.source, withheld: reason)
    }
    events.sort { left, right in
      if left.event.start != right.event.start { return left.event.start < right.event.start }
      return left.event.slug < right.event.slug
    }
    publication.events = events.map(\.event)
    for place in publication.events.indices { publication.events[place].id = place }
    if !events.isEmpty { publication.addresses.pages.insert("/events/events.ics") }
    for event in publication.events {
      publication.addresses.pages.insert(SitePath.decode(event.url) + "event.ics")
    }

    publication.rewards = publication.rewards.filter { reward in
      let reason = withheld("the reward", isDraft: reward.isDraft, date: nil, publish: nil)
      return claim(reward.url, reward.source, withheld: reason)
    }
    for reward in publication.rewards { checkTier(of: reward) }
    publication.rewards.sort { ($0.points, $0.slug) < ($1.points, $1.slug) }
    for place in publication.rewards.indices { publication.rewards[place].id = place }

    for author in publication.authors { _ = claim(author.url, author.source, withheld: nil) }
    publication.authors.sort { $0.slug < $1.slug }
    for place in publication.authors.indices { publication.authors[place].id = place }

    let made = publication.addresses.pages
    publication.pages = publication.pages.compactMap { page in
      var page = page
      page.isIntroduction = made.contains(SitePath.decode(page.url.utf8))
      let reason = withheld("the page", isDraft: page.isDraft, date: nil, publish: nil)
      return claim(page.url, page.source, withheld: reason) ? page : nil
    }
    publication.pages.sort { $0.url < $1.url }
    for place in publication.pages.indices { publication.pages[place].id = place }
  }

  /// A tier that the club does not have would be nobody's.
  private mutating func checkTier(of reward: Reward) {
    guard let tier = reward.tier, let position = reward.tierPosition else { return }
    let known = (publication.club?.tiers ?? []).map(\.code)
    guard !known.contains(tier) else { return }
    error(
      reward.source.path, at: position, "club.yml has no tier “\(tier)”",
      remedy: Nearest.remedy(for: tier, among: known, noun: "tiers"))
  }
}

extension ContentTree {
  /// A path as diagnostics show it.
  func shown(_ path: String) -> String {
    root.isEmpty ? path : root.hasSuffix("/") ? root + path : "\(root)/\(path)"
  }
}
