/// How a list of articles, the newest first, is cut into pages of bounded length.
///
/// The list's own page holds the newest. The rest is cut from the oldest end into full pages,
/// numbered from 1, the oldest. Counted from the newest end, as is usual, each new article would push
/// one over every edge: all pages would change, and what a reader has marked or a search engine has
/// found on a page would soon stand on the next. So an address keeps its articles, however many come
/// after them, and publishing one changes the list's own page alone; once in `size` articles, that
/// page gives `size` of them to a new number.
public struct Pagination: Sendable, Hashable {
  /// A page of a list.
  public enum Page: Sendable, Hashable {
    /// The list's own, with the newest articles: `size` of them at least, where there are that many,
    /// and less than twice as many.
    case newest
    /// One of the pages of `size` articles before them; 1 is the oldest.
    case numbered(Int)
  }

  /// How many articles the list has.
  public let count: Int
  /// How many articles a numbered page holds.
  public let size: Int

  /// - Parameters:
  ///   - count: how many articles the list has.
  ///   - size: how many articles a numbered page holds, at least 1.
  public init(of count: Int, by size: Int) {
    precondition(count >= 0 && size >= 1, "a list of \(count) has no pages of \(size)")
    self.count = count
    self.size = size
  }

  /// How many numbered pages there are; none for a list of less than twice `size`.
  public var numberedCount: Int { max(0, count / size - 1) }

  /// Every page, the newest first.
  public var pages: [Page] {
    [.newest] + (0..<numberedCount).map { .numbered(numberedCount - $0) }
  }

  /// The places in the list of the articles on a page of it.
  public func places(on page: Page) -> Range<Int> {
    switch page {
    case .newest: return 0..<count - numberedCount * size
    case .numbered(let number):
      precondition((1...max(1, numberedCount)).contains(number), "there is no page \(number)")
      return count - number * size..<count - (number - 1) * size
    }
  }

  /// The page with the articles that came before those of a page; nil for the oldest.
  public func older(than page: Page) -> Page? {
    switch page {
    case .newest: numberedCount == 0 ? nil : .numbered(numberedCount)
    case .numbered(let number): number == 1 ? nil : .numbered(number - 1)
    }
  }

  /// The page with the articles that came after those of a page; nil for the newest.
  public func newer(than page: Page) -> Page? {
    switch page {
    case .newest: nil
    case .numbered(let number): number < numberedCount ? .numbered(number + 1) : .newest
    }
  }
}

extension Pagination.Page {
  /// The URL of a page of the list at `list`: `/tags/rain/` itself, or `/tags/rain/page/3/`.
  public func url(in list: String) -> String {
    switch self {
    case .newest: list
    case .numbered(let number): "\(list)page/\(number)/"
    }
  }

  /// Whether a URL, not percent-encoded, is kept for a numbered page of a list, be the list long
  /// enough for it or not: an article that is published one day must not meet a file there.
  static func isKept(_ url: String) -> Bool {
    // Every file of the magazine is asked, and hardly any name is a number.
    let number = url.utf8.dropLast().reversed().prefix { (0x30...0x39).contains($0) }.count
    let folder = url.utf8.dropLast(number + 1)
    guard number > 0, folder.last == UInt8(ascii: "/") else { return false }
    let parts = url.split(separator: "/")
    return switch parts[0] {
    case "articles", "news": parts.count == 3 && parts[1] == "page"
    case "authors", "columns", "tags": parts.count == 4 && parts[2] == "page"
    default: false
    }
  }
}
