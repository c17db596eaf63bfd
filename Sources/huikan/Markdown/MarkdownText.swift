import JSON
import Magazine
import Markdown

/// One text by itself, rendered, and what is wrong with it.
struct MarkdownText {
  let rendered: RenderedMarkdown
  let diagnostics: [Diagnostic]

  /// Renders a text.
  ///
  /// - Parameters:
  ///   - bytes: the whole text; where it is not UTF-8 it reads U+FFFD, and is told so.
  ///   - path: what diagnostics call it.
  ///   - options: what is switched on.
  ///   - hasFrontMatter: whether keys at its top are passed over.
  init(_ bytes: [UInt8], path: String, options: MarkdownOptions, hasFrontMatter: Bool) {
    let body =
      hasFrontMatter ? Source.body(of: bytes) : (range: 0..<bytes.count, firstLine: 1)
    rendered = MarkdownRenderer(options: options).render(
      bytes[body.range], resolver: VerbatimLinks())
    var lines = TextLines(bytes)
    var diagnostics: [Diagnostic] = []
    if let offset = MarkdownText.encodingFault(bytes) {
      let position = lines.position(of: offset)
      diagnostics.append(
        Diagnostic(
          .warning, path: path, position: position, sourceLine: lines.text(of: position.line),
          message: "the text is not UTF-8 here, and U+FFFD stands on the page",
          remedy: "save it as UTF-8; it may be in GB 18030 (GBK)"))
    }
    for found in rendered.diagnostics {
      let position = lines.position(line: found.line + body.firstLine - 1, byte: found.column)
      diagnostics.append(
        Diagnostic(
          found.severity == .error ? .error : .warning, path: path, position: position,
          sourceLine: lines.text(of: position.line), message: found.message,
          remedy: found.remedy))
    }
    self.diagnostics = diagnostics
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  private static func encodingFault(_ bytes: [UInt8]) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// Everything that is derived from the text, as one object on one line.
  var json: [UInt8] {
    let value: JSONValue = [
      "html": .string(String(decoding: rendered.html, as: UTF8.self)),
      "title": rendered.title.map(JSONValue.string) ?? .null,
      "outline": .array(
        rendered.outline.map { entry in
          [
            "level": .int(Int64(entry.level)), "id": .string(entry.id),
            "title": .string(entry.title),
          ]
        }),
      "excerpt": .string(rendered.excerpt),
      "text": .string(rendered.plainText),
      "han": .int(Int64(rendered.hanCount)),
      "latin_words": .int(Int64(rendered.latinWordCount)),
      "words": .int(Int64(rendered.wordCount)),
      "minutes": .int(Int64(rendered.minutes)),
      "notes": .int(Int64(rendered.noteCount)),
      "diagnostics": .array(diagnostics.map(DiagnosticReport.value)),
    ]
    return Array(value.description.utf8) + [0x0A]
  }
}
