import CivilTime

/// Joins the entries of all files to a publication: what belongs where, what is published now, and
/// what contradicts what.
struct Assembly {
  let tree: ContentTree
  let options: LoadOptions
  var diagnostics: [Diagnostic] = []
  var publication: Publication

  var site: SiteDraft
  var issues: [IssueDraft] = []
  var articles: [ArticleDraft] = []
  var events: [EventDraft] = []
  var translations: [TranslationDraft] = []
  /// Places in `publication.articles`, by content path: worked out when the first is asked for, for
  /// most magazines ask for none.
  private var articleIDs: [String: Int]?
  /// The texts' places in the tree, by content path, for the lines of diagnostics.
  private var textPlaces: [String: Int] = [:]

  init(_ entries: PagedArray<ContentEntry>, of tree: ContentTree, options: LoadOptions) {
    self.tree = tree
    self.options = options
    let name = ContentPath.name(of: tree.root)
    site = SiteDraft(
      settings: SiteSettings(
        title: name.isEmpty ? "会刊" : name, description: nil, language: .simplifiedChinese,
        traditional: nil, hasEbooks: false, baseURL: nil, theme: nil, menu: [], footer: [],
        footerMenu: [],
        feedSize: SiteSettings.defaultFeedSize, listSize: SiteSettings.defaultListSize,
        hasSearch: true, isKeptOffline: true,
        markdown: .standard, typography: .standard))
    publication = Publication(site.settings)
    articles.reserveCapacity(entries.count)
    // The order of the files must not show anywhere: everything below starts from sorted lists.
    for place in ContentPath.order(entries.map(\.path)) {
      diagnostics += entries[place].diagnostics
      take(entries[place].content)
    }
  }

  private mutating func take(_ content: ContentEntry.Content) {
    switch content {
    case .site(let draft): site = draft
    case .club(let club): publication.club = club
    case .names(let names): publication.names = names
    case .issue(let draft): issues.append(draft)
    case .article(var draft):
      draft.rank = articles.count
      articles.append(draft)
    case .event(let draft): events.append(draft)
    case .reward(let reward): publication.rewards.append(reward)
    case .author(let author): publication.authors.append(author)
    case .page(let page): publication.pages.append(page)
    case .translation(let draft): translations.append(draft)
    case .nothing: break
    }
  }

  /// The steps, each relying on those before it.
  mutating func run() {
    publication.site = site.settings
    if !publication.site.hasTitle, let magazine = publication.club?.magazine {
      publication.site.title = magazine
      publication.site.hasTitle = true
    }
    prepareAddresses()
    registerIssues()
    registerArticles()
    registerOthers()
    joinColumns()
    joinAuthors()
    joinTags()
    orderArticles()
    publication.relate()
    numberPages()
    publication.comingOut.sort()
    joinHighlights()
    joinReports()
    joinTranslations()
    checkPictures()
    followMenus()
  }

  /// The place in `publication.articles` of a content file.
  mutating func articleID(_ path: String) -> Int? {
    if articleIDs == nil {
      articleIDs = Dictionary(
        publication.articles.map { ($0.source.path, $0.id) },
        uniquingKeysWith: { first, _ in first })
    }
    return articleIDs?[path]
  }

  // MARK: - Diagnostics

  mutating func error(
    _ path: String, at position: Position, _ message: String, remedy: String?
  ) {
    add(.error, path, position, message, remedy)
  }

  mutating func warning(
    _ path: String, at position: Position, _ message: String, remedy: String?
  ) {
    add(.warning, path, position, message, remedy)
  }

  private mutating func add(
    _ severity: Diagnostic.Severity, _ path: String, _ position: Position, _ message: String,
    _ remedy: String?
  ) {
    if textPlaces.isEmpty {
      for (place, text) in tree.texts.enumerated() { textPlaces[text.path] = place }
    }
    diagnostics.append(
      Diagnostic(
        severity, root: tree.root, path: path, position: position,
        in: textPlaces[path].map { tree.texts[$0].bytes } ?? [], message: message, remedy: remedy))
  }
}
