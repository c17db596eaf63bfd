import Magazine
import Theming

/// `/api/`: what the club's API takes and answers, for whoever writes a program.
struct ReferencePage: PageContext {
  var frame: PageFrame
  var introduction: HTML?
  var rooms: [ReferenceRoomContext]
  var problems: [ProblemContext]

  init(_ document: APIDocument, in site: SitePages) {
    frame = site.frame(PageIdentity(url: "/api/", isInBothEditions: false))
    introduction = site.introduction(of: "/api/")
    let problems = Dictionary(
      document.problems.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    rooms = document.rooms.map { room in
      ReferenceRoomContext(
        title: room,
        operations: document.operations.filter { $0.room == room }.map { operation in
          OperationContext(
            operation: operation, rolesText: site.wording.list(operation.roles),
            problems: operation.problems.compactMap { code in
              problems[code].map { LinkContext(title: $0.code, url: $0.url) }
            })
        })
    }
    self.problems = document.problems.map(ProblemContext.init)
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    guard let document = site.sources.apiDocument else { return [] }
    let source = site.sources.publication.introduction(of: "/api/")?.source.path
    return [
      site.output(.reference, at: "/api/", source: source, with: \.reference) {
        ReferencePage(document, in: $0)
      }
    ]
  }

  static let shape = page(
    .reference,
    [
      .optionalHTML("introduction", "The text of `pages/api.md`.") { $0.introduction },
      .list("rooms", "The endpoints by what they are about.") { $0.rooms },
      .list("problems", "Every kind of refusal.") { $0.problems },
    ])
}

/// The endpoints of one feature.
struct ReferenceRoomContext: TemplateContext {
  var title: String
  var operations: [OperationContext]

  static let shape = Shape<ReferenceRoomContext>(
    "reference room",
    [
      .text("title", "What they are about: 积分.") { $0.title },
      .list("operations", "The endpoints.") { $0.operations },
    ])
}

/// An endpoint.
struct OperationContext: TemplateContext {
  var operation: APIDocument.Operation
  var rolesText: String
  var problems: [LinkContext]

  static let shape = Shape<OperationContext>(
    "operation",
    [
      .text("id", "Its name, for an anchor.") { $0.operation.id },
      .text("method", "`GET`, `POST` or `DELETE`.") { $0.operation.method },
      .text("path", "Its path, with parameters in braces.") { $0.operation.path },
      .text("summary", "What it is for.") { $0.operation.summary },
      .optionalText("detail", "What else there is to know.") { $0.operation.detail },
      .text("roles", "Who may ask: 前台、经理.") { $0.rolesText },
      .list("parameters", "What stands in path, query and headers.") {
        $0.operation.parameters.map(ItemContext.init)
      },
      .flag("has_fields", "Whether it takes a body with fields.") {
        !$0.operation.fields.isEmpty
      },
      .list("fields", "The fields of its body.") { $0.operation.fields.map(ItemContext.init) },
      .optionalText("request", "A body that was sent, in JSON.") { $0.operation.request },
      .list("answers", "What it answers.") { $0.operation.answers.map(ReplyContext.init) },
      .list("problems", "Its refusals, by their codes.") { $0.problems },
    ])
}

/// A parameter, a field or a part of an answer.
struct ItemContext: TemplateContext {
  var item: APIDocument.Item

  static let shape = Shape<ItemContext>(
    "item",
    [
      .text("name", "Its name; in what is nested `lines[].id`.") { $0.item.name },
      .text("text", "What it means.") { $0.item.text },
      .flag("needed", "Whether it must be there, or always is.") { $0.item.isNeeded },
    ])
}

/// An answer that is no refusal.
struct ReplyContext: TemplateContext {
  var answer: APIDocument.Answer

  static let shape = Shape<ReplyContext>(
    "reply",
    [
      .text("status", "The status: `201`.") { $0.answer.status },
      .text("text", "What has happened.") { $0.answer.text },
      .flag("has_items", "Whether it has a body with members.") { !$0.answer.items.isEmpty },
      .list("items", "The members of its body.") { $0.answer.items.map(ItemContext.init) },
      .optionalText("example", "An answer that was given, in JSON.") { $0.answer.example },
    ])
}
