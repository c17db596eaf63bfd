public import CivilTime

/// What a build is asked to do. Paths are as their user typed them.
public struct BuildOptions: Sendable {
  /// The folder of the magazine.
  public var content = "Content"
  /// The folder that holds the themes.
  public var themes = "Themes"
  /// The theme; nil for the one that `site.yml` names, else `jia`.
  public var theme: String?
  /// Where the site is written.
  public var output = "Site"
  /// The address of the site, `https://magazine.example`; nil for the one in `site.yml`.
  public var baseURL: String?
  /// Whether drafts, and what is to be published later, are part of the site.
  public var includesDrafts = false
  /// Whether the typography of the texts is looked at.
  public var lints = false
  /// What the build takes for now.
  public var asOf: Instant
  /// How many threads render; nil for as many as the machine has processors.
  public var threads: Int?

  /// Whether a build starts from what the last one has left in the output folder, and leaves the same
  /// for the next.
  public var usesCache = false

  /// The API's OpenAPI document, in English or in Chinese, for the pages about it; nil where those are
  /// not made. The same bytes whenever it is asked.
  public var apiDocument: @Sendable (_ inEnglish: Bool) -> [UInt8]? = { _ in nil }

  /// Where the build says what it is doing.
  public var watch = BuildWatch()

  /// - Parameter asOf: what the build takes for now.
  public init(asOf: Instant) {
    self.asOf = asOf
  }

  /// What makes smaller pictures of photographs; nil where nothing does.
  var thumbnailer = Thumbnailer.installed

  /// How many bytes of text a build keeps in memory between reading and setting it; a magazine with
  /// more than half as much has its set bodies in a file.
  var mostTextInMemory = 32 << 20

  /// Where such a file may lie: beside the site, or where the system has room for what passes.
  var scratchFolders: [String] {
    let parent = output.lastIndex(of: "/").map { String(output[..<$0]) } ?? "."
    return ["\(output)/.huikan", parent.isEmpty ? "/" : parent, "/tmp"]
  }

  /// The theme of a site that names none.
  public static let defaultTheme = "jia"

  var workers: Workers { Workers(threads ?? Workers.processorCount, watch) }
}
