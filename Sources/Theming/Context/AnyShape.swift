/// A shape without its type: what the compiler looks names up in.
@usableFromInline final class AnyShape: Sendable {
  let name: String
  /// The context's type, or in the specification's tests the node of the data tree.
  let identity: ObjectIdentifier
  let fields: [AnyField]
  private let index: [String: Int]

  init(name: String, identity: ObjectIdentifier, fields: [AnyField]) {
    self.name = name
    self.identity = identity
    self.fields = fields
    var index: [String: Int] = [:]
    for (position, field) in fields.enumerated() {
      let earlier = index.updateValue(position, forKey: field.name)
      precondition(earlier == nil, "the context \(name) declares the field \(field.name) twice")
    }
    self.index = index
  }

  func field(_ name: String) -> AnyField? {
    index[name].map { fields[$0] }
  }

  /// What stands on the stack inside a section on a text: only `{{.}}`.
  @usableFromInline static let text = AnyShape(
    name: "text", identity: ObjectIdentifier(String.self),
    fields: [
      AnyField(
        name: ".", meaning: "The text itself.",
        access: .text(optional: false) { $0.read { (text: String) in text } })
    ])

  /// The same for markup: only `{{{.}}}`.
  static let html = AnyShape(
    name: "html", identity: ObjectIdentifier(HTML.self),
    fields: [
      AnyField(
        name: ".", meaning: "The markup itself.",
        access: .html(optional: false) { $0.read { (markup: HTML) in markup } })
    ])

  /// Whether this is a single value rather than a context with names of its own.
  var isValue: Bool { fields.count == 1 && fields[0].name == "." }
}

@usableFromInline struct AnyField: Sendable {
  let name: String
  let meaning: String
  let access: Access
  /// What has been printed of the context that the field leads to, where pages share it.
  var fragments: (@Sendable (Frame) -> Fragments)?

  @usableFromInline init(name: String, meaning: String, access: Access) {
    self.name = name
    self.meaning = meaning
    self.access = access
  }

  /// The shape that a section on this field enters, where that is a context.
  var element: AnyShape? {
    guard case .nested(let nested) = access else { return nil }
    return nested.element()
  }

  var typeName: String {
    switch access {
    case .text(let optional, _): optional ? "text?" : "text"
    case .html(let optional, _): optional ? "html?" : "html"
    case .number: "number"
    case .optionalNumber: "number?"
    case .flag: "flag"
    case .nested(let nested):
      switch nested.kind {
      case .object: nested.element().name
      case .optional: "\(nested.element().name)?"
      case .list: "list of \(nested.element().name)"
      }
    }
  }
}

/// How a field is read, by what a template may do with it.
@usableFromInline enum Access: Sendable {
  case text(optional: Bool, @Sendable (Frame) -> String)
  case html(optional: Bool, @Sendable (Frame) -> HTML)
  case number(@Sendable (Frame) -> Int)
  /// The digits, empty where there is no number.
  case optionalNumber(@Sendable (Frame) -> String)
  case flag(@Sendable (Frame) -> Bool)
  case nested(Nested)
}

/// A field that leads to other contexts.
@usableFromInline struct Nested: Sendable {
  @usableFromInline enum Kind: Sendable {
    case object
    case optional
    case list
  }

  var kind: Kind
  /// A function, because a menu's entries may have entries of the same shape.
  var element: @Sendable () -> AnyShape
  var isEmpty: @Sendable (Frame) -> Bool
  /// Gives each element to the body, in order.
  var walk: @Sendable (Frame, (Frame) -> Void) -> Void

  @usableFromInline init(
    kind: Kind, element: @escaping @Sendable () -> AnyShape,
    isEmpty: @escaping @Sendable (Frame) -> Bool,
    walk: @escaping @Sendable (Frame, (Frame) -> Void) -> Void
  ) {
    self.kind = kind
    self.element = element
    self.isEmpty = isEmpty
    self.walk = walk
  }
}
