import Theming

/// The answer to a form posted without a script.
struct AnswerPage: PageContext {
  var frame: PageFrame
  var contents: AnswerContents

  init(_ contents: AnswerContents, in site: SitePages) {
    self.contents = contents
    frame = site.frame(
      PageIdentity(
        url: "/", title: contents.title, isUnlisted: true, isInBothEditions: false))
  }

  static let shape = page(
    .answer,
    [
      .flag("confirm", "Whether it is to be looked over and sent.") {
        $0.contents.kind == .confirm
      },
      .flag("done", "Whether it is done.") { $0.contents.kind == .done },
      .flag("problem", "Whether it was refused.") { $0.contents.kind == .problem },
      .text("title", "The heading.") { $0.contents.title },
      .texts("lines", "Sentences under it.") { $0.contents.lines },
      .list("rows", "What was entered, or what came of it.") {
        $0.contents.rows.map(RowContext.init)
      },
      .flag("has_rows", "Whether there are any.") { !$0.contents.rows.isEmpty },
      .optional("form", "The form that sends it.") { $0.contents.form.map(FormContext.init) },
      .list("links", "Where to go from here.") { page in
        page.contents.links.map { LinkContext(title: $0.label, url: $0.value) }
      },
      .flag("has_links", "Whether there are any.") { !$0.contents.links.isEmpty },
    ])
}

/// A name and its value.
struct RowContext: TemplateContext {
  var row: AnswerContents.Row

  static let shape = Shape<RowContext>(
    "row",
    [
      .text("label", "The name.") { $0.row.label },
      .text("value", "The value.") { $0.row.value },
    ])
}

/// The form that sends what was looked over.
struct FormContext: TemplateContext {
  var form: AnswerContents.Form

  static let shape = Shape<FormContext>(
    "form",
    [
      .text("action", "Where it posts to.") { $0.form.action },
      .list("fields", "Hidden fields: `label` is the name.") {
        $0.form.fields.map(RowContext.init)
      },
      .text("button", "The words on its button.") { $0.form.button },
    ])
}
