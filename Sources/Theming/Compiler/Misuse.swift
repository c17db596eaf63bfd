/// What templates get wrong about the values that they name.
extension Unresolved {
  static func markupAsText(_ name: String) -> Unresolved {
    Unresolved(
      message: "“\(name)” is markup and would be printed with its tags",
      remedy: "write {{{\(name)}}}")
  }

  static func textAsMarkup(_ name: String) -> Unresolved {
    Unresolved(
      message: "“\(name)” is text and must be escaped, or a name could become markup",
      remedy: "write {{\(name)}}")
  }

  static func flagPrinted(_ name: String) -> Unresolved {
    Unresolved(
      message: "“\(name)” is true or false and has no text",
      remedy: "write {{#\(name)}} … {{/\(name)}}")
  }

  static func contextPrinted(_ name: String, _ nested: Nested) -> Unresolved {
    let element = nested.element()
    let kind = nested.kind == .list ? "a list of \(element.name)" : "\(element.name)"
    let field = element.isValue ? "." : element.fields.first?.name ?? "…"
    let remedy =
      nested.kind == .list
      ? "write {{#\(name)}} {{\(field)}} {{/\(name)}}"
      : "name one of its fields: {{\(name).\(field)}}"
    return Unresolved(message: "“\(name)” is \(kind) and has no text", remedy: remedy)
  }

  static func numberAsSection(_ name: String) -> Unresolved {
    Unresolved(
      message: "“\(name)” is a number: it is neither true nor false",
      remedy: "use a field that says what is meant, or print it with {{\(name)}}")
  }

  static func endless(_ name: String) -> Unresolved {
    Unresolved(
      message: "“\(name)” includes itself without end",
      remedy: "include it inside a section on a list that belongs to what it shows")
  }
}
