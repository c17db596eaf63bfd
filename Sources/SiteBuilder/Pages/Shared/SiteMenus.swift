import Magazine

/// The site's menus: the editor's, or what the content itself suggests.
struct SiteMenus: Sendable {
  var main: [LinkContext]
  var dock: [LinkContext]
  var foot: [LinkContext]

  init(_ publication: Publication, current: Issue?) {
    let site = publication.site
    let words = MenuWords(site.language)
    let listed = publication.ownPages.filter(\.inMenu).map {
      LinkContext(title: $0.title, url: $0.url)
    }
    let declared = site.menu.map { LinkContext(title: $0.title, url: $0.url) }
    let suggested = Self.suggested(publication, current: current, words: words)
    main = declared.isEmpty ? suggested + listed : declared
    foot = site.footerMenu.map { LinkContext(title: $0.title, url: $0.url) }
    let shown = declared.isEmpty ? suggested : declared
    if publication.club != nil {
      dock = shown.prefix(3) + [LinkContext(title: words.mine, url: "/me/")]
    } else {
      dock = shown.count > 1 ? Array(shown.prefix(4)) : []
    }
  }

  private static func suggested(
    _ publication: Publication, current: Issue?, words: MenuWords
  ) -> [LinkContext] {
    var links: [LinkContext] = []
    if let current { links.append(LinkContext(title: words.current, url: current.url)) }
    if publication.issues.count > 1 {
      links.append(LinkContext(title: words.issues, url: "/issues/"))
    }
    if !publication.events.isEmpty {
      links.append(LinkContext(title: words.events, url: "/events/"))
    }
    if publication.club != nil {
      links.append(LinkContext(title: words.join, url: "/join/"))
    }
    return links
  }
}

/// The words of a menu that no editor wrote.
private struct MenuWords {
  var current: String
  var issues: String
  var events: String
  var join: String
  var mine: String

  init(_ language: SiteSettings.Language) {
    switch language {
    case .simplifiedChinese:
      (current, issues, events, join, mine) = ("本期", "往期", "活动", "入会", "我的")
    case .traditionalChinese:
      (current, issues, events, join, mine) = ("本期", "往期", "活動", "入會", "我的")
    case .english:
      (current, issues, events, join, mine) = ("This issue", "Archive", "Events", "Join", "Mine")
    }
  }
}
