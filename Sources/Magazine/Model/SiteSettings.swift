/// The site as a whole, from `site.yml`; without that file every value has a default.
public struct SiteSettings: Sendable {
  /// A language that the pages' own words come in.
  public enum Language: String, Sendable, CaseIterable {
    /// Simplified Chinese, the default.
    case simplifiedChinese = "zh-Hans"
    /// Traditional Chinese.
    case traditionalChinese = "zh-Hant"
    /// English.
    case english = "en"
  }

  /// Which Traditional Chinese the second edition is in; the names are OpenCC's.
  public enum TraditionalStandard: String, Sendable, CaseIterable {
    /// OpenCC's own standard.
    case openCC = "s2t"
    /// The characters of Taiwan.
    case taiwan = "s2tw"
    /// The characters and words of Taiwan.
    case taiwanWords = "s2twp"
    /// The characters of Hong Kong.
    case hongKong = "s2hk"
  }

  /// A line of a menu.
  public struct MenuItem: Sendable, Hashable {
    /// The words of the link.
    public internal(set) var title: String
    /// Where it leads; a URL ready for an `href`.
    public internal(set) var url: String
  }

  /// The title of the magazine; by default what `club.yml` calls the magazine, else the name of the
  /// content folder.
  public internal(set) var title: String
  /// Whether an editor gave the title, here or in `club.yml`.
  public internal(set) var hasTitle = false
  /// One or two sentences for search engines and feeds.
  public internal(set) var description: String?
  /// The language of the pages.
  public internal(set) var language: Language
  /// The Traditional edition under `/hant/`; nil for a site in one script.
  public internal(set) var traditional: TraditionalStandard?
  /// Whether each issue is also made as a book, EPUB.
  public internal(set) var hasEbooks: Bool
  /// `https://magazine.example`, without a slash at the end; nil where the editor gave none.
  public internal(set) var baseURL: String?
  /// The theme's name; nil means the default theme.
  public internal(set) var theme: String?
  /// The menu; empty means the theme's own.
  public internal(set) var menu: [MenuItem]
  /// The paragraphs at the foot of every page.
  public internal(set) var footer: [String]
  /// The links at the foot of every page.
  public internal(set) var footerMenu: [MenuItem]
  /// How many entries the feed holds.
  public internal(set) var feedSize: Int
  /// How many articles stand on a numbered page of a list.
  public internal(set) var listSize: Int
  /// Whether the site has an index for search.
  public internal(set) var hasSearch: Bool
  /// Whether browsers keep the current issue, and what was read, for times without a network.
  public internal(set) var isKeptOffline: Bool
  /// How the texts are read.
  public internal(set) var markdown: MarkdownSettings
  /// How the texts are checked.
  public internal(set) var typography: TypographySettings

  static let defaultFeedSize = 20
  static let defaultListSize = 60
}
