import Mustache
import Testing

@testable import Theming

/// One rule of Mustache: a template, its data and partials, and what must come out.
struct Rule: Sendable, CustomTestStringConvertible {
  var name: String
  var template: String
  var data: Tree
  var partials: [String: String]
  var expected: String
  /// Why swift-mustache prints something else, where it does. The tests hold that it still does, so
  /// that a note which has become wrong is found.
  var oracleDiffers: String?

  init(
    _ name: String, _ template: String, _ data: Tree = [:], partials: [String: String] = [:],
    gives expected: String, oracleDiffers: String? = nil
  ) {
    self.name = name
    self.template = template
    self.data = data
    self.partials = partials
    self.expected = expected
    self.oracleDiffers = oracleDiffers
  }

  var testDescription: String { name }

  /// What our engine prints.
  func rendered() throws -> String {
    var sources = [TemplateSource(name: "page", path: "page.mustache", bytes: Array(template.utf8))]
    for (name, text) in partials {
      sources.append(
        TemplateSource(name: name, path: "\(name).mustache", bytes: Array(text.utf8)))
    }
    let library = TemplateLibrary(sources, constants: [:], names: .areEmpty)
    let program = try library.compile("page", shape: AnyShape(fitting: [data]))
    var output: [UInt8] = []
    withUnsafePointer(to: data) { program.run(Frame($0), into: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// What swift-mustache prints.
  func renderedByOracle() throws -> String {
    var templates = ["page": try MustacheTemplate(string: template)]
    for (name, text) in partials { templates[name] = try MustacheTemplate(string: text) }
    let library = MustacheLibrary(templates: templates)
    return try #require(library.render(data.untyped, withTemplate: "page"))
  }

  func check() throws {
    #expect(try rendered() == expected)
    if oracleDiffers == nil {
      #expect(try renderedByOracle() == expected, "the oracle disagrees with our expectation")
    } else {
      #expect(
        try renderedByOracle() != expected, "the oracle agrees by now: remove the note on it")
    }
  }
}
