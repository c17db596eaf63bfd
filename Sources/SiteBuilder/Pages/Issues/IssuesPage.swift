import CivilTime
import Magazine
import Theming

/// `/issues/`: the archive.
struct IssuesPage: PageContext {
  var frame: PageFrame
  var years: [YearContext]
  var count: Int
  var introduction: HTML?

  init(in site: SitePages) {
    let issues = site.sources.publication.issues
    frame = site.frame(PageIdentity(url: "/issues/", subject: .collection))
    count = issues.count
    introduction = site.introduction(of: "/issues/")
    years = []
    for issue in issues {
      let card = IssueCardContext(issue, in: site)
      if years.last?.number == issue.date.year {
        years[years.count - 1].issues.append(card)
      } else {
        years.append(
          YearContext(
            number: issue.date.year, name: site.wording.year(issue.date.year), issues: [card]))
      }
    }
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard !site.sources.publication.issues.isEmpty else { return [] }
    let source = site.sources.publication.introduction(of: "/issues/")?.source
    return [
      site.output(
        .issues, at: "/issues/", showsFigures: site.showsFigures(source), with: \.issues
      ) { IssuesPage(in: $0) }
    ]
  }

  static let shape = page(
    .issues,
    [
      .list("years", "The years, the latest first, each with its issues.") { $0.years },
      .number("count", "How many issues there are.") { $0.count },
      .optionalHTML("introduction", "The text of `pages/issues.md`.") { $0.introduction },
    ])
}

/// A year of issues.
struct YearContext: TemplateContext {
  var number: Int
  var name: String
  var issues: [IssueCardContext]

  static let shape = Shape<YearContext>(
    "year",
    [
      .number("number", "2026.") { $0.number },
      .text("name", "2026年.") { $0.name },
      .list("issues", "Its issues, the latest first.") { $0.issues },
    ])
}
