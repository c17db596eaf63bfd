/// What one file of the content says, before anything is known of the others.
///
/// Reading depends on nothing but the file, so that files can be read on several threads, and a
/// resident build keeps the entries of the files that did not change.
public struct ContentEntry: Sendable {
  /// The path from the content folder.
  public let path: String
  /// What is wrong with the file in itself.
  public let diagnostics: [Diagnostic]
  private(set) var content: Content

  /// Boxed, because entries are handed about and an article is large.
  indirect enum Content: Sendable {
    case site(SiteDraft)
    case club(ClubSettings)
    case names(NameSettings)
    case issue(IssueDraft)
    case article(ArticleDraft)
    case event(EventDraft)
    case reward(Reward)
    case author(Author)
    case page(Page)
    case translation(TranslationDraft)
    case nothing
  }

  /// The entry of a file that has not been read.
  public static func unread(_ path: String) -> ContentEntry {
    ContentEntry(path: path, diagnostics: [], content: .nothing)
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - text: its place in `ContentTree.texts`.
  ///   - root: the content folder as diagnostics show it.
  /// - Returns: what the file says, and what is wrong with it in itself.
  public static func read(_ file: TextFile, text: Int, root: String) -> ContentEntry {
    let report = FileReport(root: root, file: file)
    let content = EntryReader(file: file, text: text, report: report).content()
    return ContentEntry(path: file.path, diagnostics: report.diagnostics, content: content)
  }

  /// The same entry with nothing said against it: of a file that could not be read at all, whose links
  /// shall lead where they led.
  public func withoutDiagnostics() -> ContentEntry {
    ContentEntry(path: path, diagnostics: [], content: content)
  }

  /// The same entry for a tree in which the file stands at another place.
  public func moved(to text: Int) -> ContentEntry {
    if self.text == text { return self }
    var entry = self
    switch content {
    case .issue(var draft):
      draft.issue.source.text = text
      entry.content = .issue(draft)
    case .article(var draft):
      draft.article.source.text = text
      entry.content = .article(draft)
    case .event(var draft):
      draft.event.source.text = text
      entry.content = .event(draft)
    case .reward(var reward):
      reward.source.text = text
      entry.content = .reward(reward)
    case .author(var author):
      author.source.text = text
      entry.content = .author(author)
    case .page(var page):
      page.source.text = text
      entry.content = .page(page)
    case .translation(var draft):
      draft.translation.source.text = text
      entry.content = .translation(draft)
    case .site, .club, .names, .nothing: break
    }
    return entry
  }

  /// The place of the file in `ContentTree.texts`; nil where nothing refers to it.
  private var text: Int? {
    switch content {
    case .issue(let draft): draft.issue.source.text
    case .article(let draft): draft.article.source.text
    case .event(let draft): draft.event.source.text
    case .reward(let reward): reward.source.text
    case .author(let author): author.source.text
    case .page(let page): page.source.text
    case .translation(let draft): draft.translation.source.text
    case .site, .club, .names, .nothing: nil
    }
  }

  /// How many bytes of the file stand before its Markdown; nil where it has none.
  public var keysLength: Int? {
    switch content {
    case .issue(let draft): draft.issue.source.body.lowerBound
    case .article(let draft): draft.article.source.body.lowerBound
    case .event(let draft): draft.event.source.body.lowerBound
    case .reward(let reward): reward.source.body.lowerBound
    case .author(let author): author.source.body.lowerBound
    case .page(let page): page.source.body.lowerBound
    case .translation(let draft): draft.translation.source.body.lowerBound
    case .site, .club, .names, .nothing: nil
    }
  }
}

/// `site.yml`, with its links not yet followed.
struct SiteDraft: Sendable {
  struct Link: Sendable {
    var title: String
    var destination: Located<String>
  }

  var settings: SiteSettings
  var columns: [Column] = []
  /// How columns are called that were refused: who names one makes no mistake of their own.
  var refusedColumns: Set<String> = []
  var tagSlugs: [String: String] = [:]
  var menu: [Link] = []
  var footerMenu: [Link] = []
}

/// An issue, with its highlights still slugs.
struct IssueDraft: Sendable {
  var issue: Issue
  var highlights: [Located<String>]
  var numberPosition: Position?
}

/// An article, with what it names still names.
struct ArticleDraft: Sendable {
  var article: Article
  /// The file's place among all files sorted by path: what decides between equals.
  var rank = 0
  /// The folder of its issue.
  var issueFolder: String?
  var column: Located<String>?
  var authors: [Located<String>]
  var photographer: Located<String>?
  var tags: [Located<String>]
}

/// An event, with its report still a path.
struct EventDraft: Sendable {
  var event: Event
  var report: Located<String>?
}
