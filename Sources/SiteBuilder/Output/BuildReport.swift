/// What a build did to the output folder.
public struct BuildReport: Hashable, Sendable {
  /// HTML pages the site has.
  public var pages = 0
  /// The pages by kind, the most first.
  public var kinds: [Kind] = []
  /// Files the site has, pages included.
  public var files = 0
  /// Files that are new, relative paths in byte order.
  public var added: [String] = []
  /// Files whose bytes have changed.
  public var changed: [String] = []
  /// Files that are no longer part of the site and were removed.
  public var removed: [String] = []
  /// What the Traditional edition took; nil where there is none.
  var traditional: KnownConversions.Cost?
  /// What writing took, in milliseconds; whoever has loaded the site for it counts that in.
  public var milliseconds = 0

  /// How many pages of a kind the site has.
  public struct Kind: Hashable, Sendable {
    /// The name of the kind's template: `article`.
    public var kind: String
    /// How many there are.
    public var count: Int
  }

  /// A report of nothing.
  public init() {}

  mutating func note(_ change: OutputFolder.Change, _ file: String) {
    switch change {
    case .added: added.append(file)
    case .changed: changed.append(file)
    case .unchanged: break
    }
  }

  /// Counts the pages by kind.
  mutating func count(_ pages: [PageKind]) {
    var counts: [PageKind: Int] = [:]
    for kind in pages { counts[kind, default: 0] += 1 }
    kinds = counts.map { Kind(kind: $0.rawValue, count: $1) }
      .sorted { ($1.count, $0.kind) < ($0.count, $1.kind) }
  }

  /// Puts the lists into the order of their paths.
  mutating func sort() {
    added.sort { $0.precedesInBytes($1) }
    changed.sort { $0.precedesInBytes($1) }
  }

  /// What the Traditional edition took.
  public struct Edition: Hashable, Sendable {
    /// Pages that were made.
    public var pages: Int
    /// Texts that were converted, and not known from an earlier page or build.
    public var texts: Int
    /// On all threads together, in milliseconds.
    public var milliseconds: Int
  }

  /// What the Traditional edition took; nil where the site has none.
  public var edition: Edition? {
    traditional.map {
      Edition(
        pages: $0.pages, texts: $0.texts, milliseconds: Int($0.time / .milliseconds(1)))
    }
  }

  /// Files added or changed.
  public var written: Int { added.count + changed.count }
  /// Files that were right already and were not touched.
  public var unchanged: Int { files - written }
}
