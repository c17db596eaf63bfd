/// Some articles of a publication, in order: their places in its list. An article is looked at where
/// it lies; nothing is copied until somebody asks for it.
public struct ArticleList: RandomAccessCollection, Sendable {
  /// Places in `Publication.articles`.
  public let ids: [Int]
  private let all: PagedArray<Article>

  init(_ ids: [Int], of all: PagedArray<Article>) {
    self.ids = ids
    self.all = all
  }

  /// The place of the first article.
  public var startIndex: Int { 0 }
  /// The place after the last article.
  public var endIndex: Int { ids.count }
  /// The article at a place of this list.
  public subscript(position: Int) -> Article { all[ids[position]] }
}
