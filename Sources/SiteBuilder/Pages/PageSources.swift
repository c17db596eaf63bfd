import CivilTime
import Magazine
import Markdown

/// Everything that pages are made of, complete before the first page is rendered.
struct PageSources: Sendable {
  /// A picture as pages refer to it.
  struct Placed: Sendable, Hashable {
    /// The URL, ready for a `src`.
    var url: String
    /// The width in pixels, where the file says it.
    var width: Int?
    /// The height in pixels, where the file says it.
    var height: Int?
    /// The same picture in other widths.
    var plan: PicturePlan?
    /// What the page is known by elsewhere, where the picture is a drawing.
    var card: ShareCard?
  }

  /// The magazine.
  var publication: Publication
  /// The bodies as they were set.
  var bodies: Bodies
  /// Writes what stands between `:::` lines; nil where no body has anything that waits for it.
  var containers: ContainerWriter?
  /// The pictures named in front matter, by their path in the content folder.
  var pictures: [String: Placed] = [:]
  /// What the club's register says in public; nil where no store is open.
  var figures: PublicFigures?
  /// What the pages take for now.
  var asOf: Instant
  /// `https://magazine.example`, without a slash at the end; nil leaves absolute addresses out.
  var baseURL: String?
  /// The style sheet with the issues' colours; nil where no issue has any.
  var tintsURL: String?
  /// The style sheet with the colours that stand for photographs; nil where there are none.
  var tonesURL: String?
  /// The seal as a picture for the browser's tab and for home screens.
  var icons = AppIcons()
  /// The Traditional edition; nil where the site is in one script.
  var edition: TraditionalEdition?
  /// What the search page needs; nil where the site has no search.
  var search: SearchAssets?
  /// The script that lets the site be read without a network; nil where it is not to be.
  var offlineURL: String?
  /// How large a file of the output folder is, by its path there; nil where none is written.
  var fileSize: (@Sendable (String) -> Int?)?
  /// The feed; nil where there is none.
  var feedURL: String?
  /// What the club's API takes and answers; nil where there is no club, or nothing known of its API.
  var apiDocument: APIDocument?
  /// What the theme shows of itself; nil where it has no page for that.
  var design: ThemeDesign?
  /// Whether the theme has a page of whole issues, to be printed.
  var hasPrint = false
}
