/// A page that belongs to no issue, from `pages/<slug>.md`, or the `README.md` of a folder.
public struct Page: Sendable {
  /// The page's place in `Publication.pages`.
  public internal(set) var id: Int
  /// Where it comes from.
  public internal(set) var source: Source
  /// The last part of its URL.
  public internal(set) var slug: String
  /// `/privacy/`.
  public internal(set) var url: String
  /// The title.
  public internal(set) var title: String
  /// Where the title was found.
  public internal(set) var titleOrigin: Article.TitleOrigin
  /// One or two sentences.
  public internal(set) var summary: String?
  /// Whether it is listed in the menu.
  public internal(set) var inMenu: Bool
  /// Whether its URL belongs to a page that is made anyway (`/`, `/join/`, `/points/`, `/events/`):
  /// then the text is that page's introduction and makes no page of its own.
  public internal(set) var isIntroduction: Bool
  /// Whether the editor marked it as a draft: then it is here only because drafts were asked for.
  public internal(set) var isDraft: Bool
}
