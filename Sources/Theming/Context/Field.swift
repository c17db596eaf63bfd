/// One named value of a context: how a template calls it, what it means, how to read it.
///
/// Every factory takes the name, one line that says what the field holds (printed in the theme's
/// contract) and the getter. Getters run while a page is rendered: they read a stored property and
/// compute nothing. The factories are inlinable, so that a getter reads its property in place;
/// without that every field read copies the whole context.
public struct Field<Root>: Sendable {
  @usableFromInline var erased: AnyField

  @usableFromInline init(_ name: String, _ meaning: String, _ access: Access) {
    erased = AnyField(name: name, meaning: meaning, access: access)
  }

  /// Text, printed escaped with `{{name}}`. A section on it is shown where it is not empty, and
  /// inside that section `{{.}}` is the text.
  @inlinable public static func text(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> String
  ) -> Field {
    Field(name, meaning, .text(optional: false) { $0.read(get) })
  }

  /// Text that may be absent; absent and empty are the same to a template.
  @inlinable public static func optionalText(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> String?
  ) -> Field {
    Field(name, meaning, .text(optional: true) { $0.read(get) ?? "" })
  }

  /// Markup, printed as it is, with `{{{name}}}` only.
  @inlinable public static func html(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> HTML
  ) -> Field {
    Field(name, meaning, .html(optional: false) { $0.read(get) })
  }

  /// Markup that may be absent; absent and empty are the same to a template.
  @inlinable public static func optionalHTML(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> HTML?
  ) -> Field {
    Field(name, meaning, .html(optional: true) { $0.read(get) ?? HTML() })
  }

  /// A whole number, printed in plain digits. It has no truth: a section on it is an error, give
  /// the template a flag instead.
  @inlinable public static func number(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> Int
  ) -> Field {
    Field(name, meaning, .number { $0.read(get) })
  }

  /// A number that may be absent: a section on it is shown where there is one, and inside that
  /// section `{{.}}` is the number in digits.
  @inlinable public static func optionalNumber(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> Int?
  ) -> Field {
    Field(
      name, meaning,
      .optionalNumber { root in
        guard let number = root.read(get) else { return "" }
        return String(number)
      })
  }

  /// True or false, for sections.
  @inlinable public static func flag(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> Bool
  ) -> Field {
    Field(name, meaning, .flag { $0.read(get) })
  }

  /// Another context, always there: `{{name.title}}` or `{{#name}} … {{/name}}`.
  @inlinable public static func object<Element: TemplateContext>(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> Element
  ) -> Field {
    Field(
      name, meaning,
      .nested(
        .init(
          kind: .object, element: { Element.shape.erased }, isEmpty: { _ in false },
          walk: { root, body in
            withUnsafePointer(to: root.read(get)) { body(Frame($0)) }
          })))
  }

  /// Another context that may be absent; an inverted section shows what to say then.
  @inlinable public static func optional<Element: TemplateContext>(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> Element?
  ) -> Field {
    Field(
      name, meaning,
      .nested(
        .init(
          kind: .optional, element: { Element.shape.erased },
          isEmpty: { $0.read(get) == nil },
          walk: { root, body in
            guard let element = root.read(get) else { return }
            withUnsafePointer(to: element) { body(Frame($0)) }
          })))
  }

  /// Any number of contexts; the section is shown once for each.
  @inlinable public static func list<Element: TemplateContext>(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> [Element]
  ) -> Field {
    Field(
      name, meaning,
      .nested(
        .init(
          kind: .list, element: { Element.shape.erased },
          isEmpty: { $0.read(get).isEmpty },
          walk: { root, body in eachElement(of: root.read(get), body) })))
  }

  /// Any number of texts; inside the section `{{.}}` is the text.
  @inlinable public static func texts(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> [String]
  ) -> Field {
    Field(
      name, meaning,
      .nested(
        .init(
          kind: .list, element: { AnyShape.text }, isEmpty: { $0.read(get).isEmpty },
          walk: { root, body in eachElement(of: root.read(get), body) })))
  }
}

/// Gives `body` the address of each element; none of them is copied.
@inlinable func eachElement<Element>(of elements: [Element], _ body: (Frame) -> Void) {
  elements.withUnsafeBufferPointer { buffer in
    guard let first = buffer.baseAddress else { return }
    for index in buffer.indices { body(Frame(first + index)) }
  }
}
