public import CivilTime

/// An issue of the magazine 期, from `issues/<slug>/index.md`; its Markdown body is the editor's
/// letter 编者按.
public struct Issue: Sendable {
  /// The colours of an issue, taken from its cover; each as `#rrggbb`.
  public struct Tint: Sendable, Hashable {
    /// The ground on a light page.
    public internal(set) var light: String
    /// The ground on a dark page.
    public internal(set) var dark: String
    /// The ink on the light ground.
    public internal(set) var inkLight: String
    /// The ink on the dark ground.
    public internal(set) var inkDark: String

    /// - Parameters:
    ///   - light: the ground on a light page, `#rrggbb`.
    ///   - dark: the ground on a dark page.
    ///   - inkLight: the ink on the light ground.
    ///   - inkDark: the ink on the dark ground.
    public init(light: String, dark: String, inkLight: String, inkDark: String) {
      self.light = light
      self.dark = dark
      self.inkLight = inkLight
      self.inkDark = inkDark
    }
  }

  /// The issue's place in `Publication.issues`.
  public internal(set) var id: Int
  /// Where it comes from.
  public internal(set) var source: Source
  /// The name of its folder: `2026-autumn`.
  public internal(set) var slug: String
  /// `/issues/2026-autumn/`.
  public internal(set) var url: String
  /// 听雨.
  public internal(set) var title: String
  /// A second line under the title.
  public internal(set) var subtitle: String?
  /// The running number, 27 for 第二十七期.
  public internal(set) var number: Int?
  /// The season or month in words: 丙午秋.
  public internal(set) var season: String?
  /// The day of publication.
  public internal(set) var date: Day
  /// The cover, 3:4.
  public internal(set) var cover: Picture?
  /// One or two sentences.
  public internal(set) var summary: String?
  /// The issue's colours; nil where the theme's default is used.
  public internal(set) var tint: Tint?
  /// The last record of the points' ledger when the issue came out, as `huikan ledger head` prints it.
  public internal(set) var ledgerHead: String?
  /// The articles to show first (要目), as places in `Publication.articles`, in the editor's order;
  /// the first three of the contents where the editor named none.
  public internal(set) var highlights: [Int]
  /// Whether the editor marked it as a draft: then it is here only because drafts were asked for.
  public internal(set) var isDraft: Bool
}
