/// The templates of a theme, parsed once, compiled for the contexts that they are shown with.
///
/// The syntax is Mustache: interpolation, sections, inverted sections, comments, partials, set
/// delimiters, and inheritance (`{{<layout}}{{$block}} … {{/block}}{{/layout}}`). Lambdas and
/// dynamic names are left out: a page's data is data, and its templates are known beforehand.
public struct TemplateSet: Sendable {
  let library: TemplateLibrary

  /// - Parameters:
  ///   - sources: the templates and partials; of two with one name the later stands, so that a
  ///     theme's own files follow those of the theme it extends.
  ///   - constants: texts that every template may show by their whole name, `t.next_article`; they
  ///     become part of the compiled page.
  public init(_ sources: [TemplateSource], constants: [String: String] = [:]) {
    library = TemplateLibrary(sources, constants: constants, names: .mustExist)
  }

  /// The names of the templates, sorted.
  public var names: [String] { library.templates.keys.sorted() }

  /// What is wrong with the syntax of any template, whether it is used or not.
  public var syntaxProblems: [TemplateProblem] {
    library.templates.values.flatMap(\.problems).map(\.described)
  }

  /// Compiles a template, with every partial and layout that it leads to.
  ///
  /// - Parameters:
  ///   - name: the template's name.
  ///   - root: the type of context that it will be shown with.
  /// - Returns: the template, ready to render.
  /// - Throws: every problem found: unknown names with those that exist, markup printed as text and
  ///   the other way round, missing partials, unclosed sections.
  public func compile<Root: TemplateContext>(
    _ name: String, for root: Root.Type
  ) throws(TemplateProblems) -> Template<Root> {
    Template(program: try library.compile(name, shape: Root.shape.erased))
  }
}
