/// A column 栏目: a section of the magazine that returns from issue to issue.
public struct Column: Sendable, Hashable {
  /// The column's place in `Publication.columns`: the order of `site.yml`, or of first use.
  public internal(set) var id: Int
  /// The last part of its URL: `home-building`.
  public internal(set) var slug: String
  /// `/columns/home-building/`; ready for an `href`.
  public internal(set) var url: String
  /// 营造.
  public internal(set) var name: String
  /// One or two sentences.
  public internal(set) var summary: String?
}

/// A topic.
public struct Tag: Sendable, Hashable {
  /// The tag's place in `Publication.tags`: by number of articles, the most first, then by name.
  public internal(set) var id: Int
  /// The last part of its URL, not encoded: `rain`, or `雨` where `site.yml` gives no slug.
  public internal(set) var slug: String
  /// `/tags/rain/`; percent-encoded, ready for an `href`.
  public internal(set) var url: String
  /// 雨.
  public internal(set) var name: String
}
