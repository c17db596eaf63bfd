import Magazine
import Theming

/// An issue, as covers on a shelf show it.
struct IssueCardContext: TemplateContext {
  var title: String
  var subtitle: String?
  var url: String
  var label: String?
  var season: String?
  var summary: String?
  var day: DayContext
  var cover: PictureContext?
  var tint: String?
  var size: String
  var isUpright: Bool

  init(_ issue: Issue, in site: SitePages) {
    title = issue.title
    subtitle = issue.subtitle
    url = issue.url
    label = issue.number.map { site.wording.issue($0) }
    season = issue.season
    summary = issue.summary
    day = DayContext(issue.date, in: site.wording)
    cover = issue.cover.flatMap { site.picture($0) }
    tint = TintSheet.className(for: issue)
    size = Setting.size(of: issue.title)
    isUpright = Setting.standsUpright(issue.title, atMost: 8)
  }

  static let shape = Shape<IssueCardContext>(
    "issue card",
    [
      .text("title", "The issue's title: 听雨.") { $0.title },
      .optionalText("subtitle", "The line under the title.") { $0.subtitle },
      .text("url", "Where the issue is.") { $0.url },
      .optionalText("label", "第27期.") { $0.label },
      .optionalText("season", "丙午秋.") { $0.season },
      .optionalText("summary", "One or two sentences.") { $0.summary },
      .object("day", "The day of publication.") { $0.day },
      .optional("cover", "The cover, 3:4; without one, set the title in its place.") { $0.cover },
      .optionalText("tint", "The class that gives the issue's colours.") { $0.tint },
      .text("size", "`short`, `medium` or `long`: how much room the title needs.") { $0.size },
      .flag("long", "Whether the title is long.") { $0.size == "long" },
      .flag("upright", "Whether the title may be set upright.") { $0.isUpright },
    ])
}
