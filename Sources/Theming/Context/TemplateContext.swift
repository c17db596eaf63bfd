/// A value that a template may show: it lists its fields by name.
///
/// ```swift
/// struct Teaser: TemplateContext {
///   var title: String
///   var url: String
///
///   static let shape = Shape<Teaser>(
///     "teaser",
///     [
///       .text("title", "The article's title.") { $0.title },
///       .text("url", "Where the article is.") { $0.url },
///     ])
/// }
/// ```
///
/// Names are resolved when a template is compiled, so an unknown one is an error with its line and
/// never a gap on a page.
public protocol TemplateContext: Sendable {
  /// The fields, with their meaning. Declare it as a stored `static let`.
  static var shape: Shape<Self> { get }
}

/// The named fields of one kind of context.
public struct Shape<Root>: Sendable {
  @usableFromInline let erased: AnyShape

  /// - Parameters:
  ///   - name: what diagnostics and the theme's contract call this context: `article`.
  ///   - fields: the fields; two of one name trap, because one of them could never be shown.
  public init(_ name: String, _ fields: [Field<Root>]) {
    erased = AnyShape(
      name: name, identity: ObjectIdentifier(Root.self), fields: fields.map(\.erased))
  }

  /// This shape and every one that its fields lead to, each once, in the order of first mention:
  /// the contract that a theme's author reads.
  public var outline: [ShapeOutline] {
    var seen: Set<ObjectIdentifier> = []
    var pending = [erased]
    var outlines: [ShapeOutline] = []
    while !pending.isEmpty {
      let shape = pending.removeFirst()
      guard seen.insert(shape.identity).inserted else { continue }
      outlines.append(
        ShapeOutline(name: shape.name, fields: shape.fields.map(FieldOutline.init(describing:))))
      pending += shape.fields.compactMap { $0.element }.filter { !$0.isValue }
    }
    return outlines
  }
}

/// What a theme's author must know of one context.
public struct ShapeOutline: Sendable, Hashable {
  /// The context's name.
  public var name: String
  /// Its fields, as declared.
  public var fields: [FieldOutline]
}

/// What a theme's author must know of one field.
public struct FieldOutline: Sendable, Hashable {
  /// The name that a template writes.
  public var name: String
  /// `text`, `text?`, `html`, `html?`, `number`, `number?`, `flag`, `teaser`, `teaser?`,
  /// `list of teaser`, `list of text`.
  public var type: String
  /// One line that says what it holds.
  public var meaning: String

  init(describing field: AnyField) {
    name = field.name
    type = field.typeName
    meaning = field.meaning
  }
}
