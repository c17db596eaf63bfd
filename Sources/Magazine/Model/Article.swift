public import CivilTime

/// An article 文章: of an issue, on its own, or a short notice 快报.
public struct Article: Sendable {
  /// What an article is to its reader.
  public enum Kind: Sendable, Hashable {
    /// A piece of an issue, or a piece on its own.
    case article
    /// A notice from `news/`.
    case news
  }

  /// What a notice tells those who wait for a home, or live in one.
  public enum Notice: String, Sendable, CaseIterable {
    /// How far the work is 工程进度.
    case progress
    /// When homes are handed over 交付预告.
    case handover
    /// What comes after that 交付后快报.
    case afterHandover = "after-handover"

    /// `/news/progress/`: where the notices of this kind are.
    public var url: String { Publication.newsURL + rawValue + "/" }
  }

  /// Where a title was found.
  public enum TitleOrigin: Sendable, Hashable {
    /// The key `title`.
    case frontMatter
    /// The first heading of the body: the renderer leaves that heading out of the text.
    case heading
    /// The name of the file.
    case fileName
  }

  /// The article's place in `Publication.articles`.
  public internal(set) var id: Int
  /// Where it comes from.
  public internal(set) var source: Source
  /// The last part of its URL: `rain`.
  public internal(set) var slug: String
  /// `/issues/2026-autumn/rain/`, `/articles/rain/`, `/news/lift/`; ready for an `href`.
  public internal(set) var url: String
  /// Article or notice.
  public internal(set) var kind: Kind
  /// What kind of notice it is; nil for articles, and for notices of no kind.
  public internal(set) var notice: Notice?
  /// The title, as plain text.
  public internal(set) var title: String
  /// Where the title was found.
  public internal(set) var titleOrigin: TitleOrigin
  /// The issue, as a place in `Publication.issues`.
  public internal(set) var issue: Int?
  /// The column 栏目, as a place in `Publication.columns`.
  public internal(set) var column: Int?
  /// Who wrote it 文, in the editor's order.
  public internal(set) var authors: [Byline]
  /// Who took or drew the pictures 图.
  public internal(set) var photographer: Byline?
  /// Any other credit, printed as it is: 整理 编辑部.
  public internal(set) var credit: String?
  /// One or two sentences, shown in lists and under the title.
  public internal(set) var summary: String?
  /// The lead picture.
  public internal(set) var cover: Picture?
  /// The topics, as places in `Publication.tags`, in the editor's order.
  public internal(set) var tags: [Int]
  /// The day it is dated: its own, or its file name's, or its issue's; nil for an undated piece.
  public internal(set) var date: Day?
  /// The moment it comes out, where the editor gave one.
  public internal(set) var publish: Instant?
  /// Its place among the articles of its column in the issue; those without come after.
  public internal(set) var order: Int?
  /// Whether a member sent it in: its text is not trusted with raw HTML.
  public internal(set) var isContribution: Bool
  /// Whether its text is for members alone: then it stands on no page and in no file of the site.
  public internal(set) var isForMembers: Bool
  /// Whether the editor marked it, or its issue, as a draft: then it is here only because drafts
  /// were asked for.
  public internal(set) var isDraft: Bool
}
