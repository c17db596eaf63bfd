import Magazine
import Theming

/// `/problems/<code>/`, where the `type` of a refusal leads, and `/problems/`, all of them.
struct ProblemPage: PageContext {
  var frame: PageFrame
  /// The one that the page is about; nil on the page of all.
  var problem: ProblemContext?
  var all: [ProblemContext]
  var operations: [LinkContext]

  init(_ problem: APIDocument.Problem?, of document: APIDocument, in site: SitePages) {
    frame = site.frame(
      PageIdentity(
        url: problem?.url ?? "/problems/", title: problem?.title ?? "", isUnlisted: true,
        isInBothEditions: false))
    self.problem = problem.map(ProblemContext.init)
    all = problem == nil ? document.problems.map(ProblemContext.init) : []
    operations = document.operations.filter { $0.problems.contains(problem?.code ?? "") }.map {
      LinkContext(title: "\($0.method) \($0.path)", url: "/api/#\($0.id)")
    }
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard let document = site.sources.apiDocument else { return [] }
    return ([nil] + document.problems.map(Optional.some)).map { problem in
      site.output(.problem, at: problem?.url ?? "/problems/", isListed: false, with: \.problem) {
        ProblemPage(problem, of: document, in: $0)
      }
    }
  }

  static let shape = page(
    .problem,
    [
      .optional("problem", "The kind of refusal; absent on the page of all.") { $0.problem },
      .list("all", "Every kind, on the page of all.") { $0.all },
      .list("operations", "The endpoints that refuse by it.") { $0.operations },
    ])
}

/// A kind of refusal.
struct ProblemContext: TemplateContext {
  var problem: APIDocument.Problem

  static let shape = Shape<ProblemContext>(
    "refusal",
    [
      .text("code", "Its code: `unknown-member`.") { $0.problem.code },
      .text("url", "Its page; ready for an `href`.") { $0.problem.url },
      .text("title", "Its title.") { $0.problem.title },
      .text("detail", "When it comes, and what to do.") { $0.problem.detail },
      .number("status", "The status of the answer.") { $0.problem.status },
    ])
}
