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
      .flag("slip", "Whether it is to be shown at the counter or printed: a card, a voucher.") {
        $0.contents.kind == .slip
      },
      .flag("statement", "Whether it is a statement, to read and to print.") {
        $0.contents.kind == .statement
      },
      .flag("own", "Whether it is the member's own, to read and to go on from.") {
        $0.contents.kind == .own
      },
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
      .optional("table", "A statement's lines.") { $0.contents.table.map(TableContext.init) },
      .optional("code", "What a scanner reads.") { $0.contents.code.map(CodeContext.init) },
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

/// A statement's lines.
struct TableContext: TemplateContext {
  var table: AnswerContents.Table

  static let shape = Shape<TableContext>(
    "table",
    [
      .texts("head", "The headings of the four columns.") { $0.table.head },
      .list("lines", "The lines.") { $0.table.lines.map(TableLineContext.init) },
      .flag("has_lines", "Whether there are any.") { !$0.table.lines.isEmpty },
    ])
}

/// A line of a statement.
struct TableLineContext: TemplateContext {
  var cells: [String]

  private func cell(_ index: Int) -> String { cells.indices.contains(index) ? cells[index] : "" }

  static let shape = Shape<TableLineContext>(
    "table line",
    [
      .text("day", "The day.") { $0.cell(0) },
      .text("subject", "What it is for.") { $0.cell(1) },
      .text("note", "Its name, reference, reason, and who did it.") { $0.cell(2) },
      .text("change", "What changed, with its sign.") { $0.cell(3) },
      .text("balance", "What was there afterwards.") { $0.cell(4) },
    ])
}

/// A QR code, and the same for people.
struct CodeContext: TemplateContext {
  var code: AnswerContents.Code

  static let shape = Shape<CodeContext>(
    "code",
    [
      .html("svg", "The code, an SVG element of class `qr`, black on white.") {
        HTML(verbatim: $0.code.svg)
      },
      .text("text", "The same in letters and digits.") { $0.code.text },
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
      .list("inputs", "What is to be filled in.") { $0.form.inputs.map(InputContext.init) },
      .text("button", "The words on its button.") { $0.form.button },
    ])
}

/// A field to fill in.
struct InputContext: TemplateContext {
  var input: AnswerContents.Input

  static let shape = Shape<InputContext>(
    "input",
    [
      .text("name", "What it is sent as.") { $0.input.name },
      .text("label", "Its words.") { $0.input.label },
      .text("autocomplete", "What a browser may fill in by itself.") { $0.input.autocomplete },
      .text("keys", "Which keys a telephone shows: HTML's `inputmode`.") { $0.input.keys },
      .optionalText("value", "What stands in it already.") {
        $0.input.value.isEmpty ? nil : $0.input.value
      },
      .flag("long", "Whether it has many lines.") { $0.input.isLong },
    ])
}
