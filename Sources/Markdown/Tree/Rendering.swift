extension TreeRenderer {
  /// Parses what libcmark is to see, writes the page and derives what themes want of it.
  mutating func render(_ text: Bytes) {
    guard let tree = CommonMarkTree(text) else { return }
    walk(tree.root)
    writeNotes()
    if options.extensions.contains(.headingIDs) { checkLocalFragments() }
    checkRawHTML()
    result.html = html.array()
    result.excerpt = (opening.isEmpty ? inside : opening).excerpt(limit: options.excerptLength)
    if options.keepsPlainText { result.plainTextBytes = plain.array() }
    let count = WordCount(plain.bytes)
    result.hanCount = count.han
    result.latinWordCount = count.latin
    result.diagnostics += findings.diagnostics
    result.diagnostics.sort { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// Tells where the source was cut back to keep libcmark fast.
  mutating func report(_ excesses: [SourceSurvey.Excess], in survey: SourceSurvey) {
    for excess in excesses {
      var line = 1
      for byte in survey.text[..<excess.offset] where byte == UInt8(ascii: "\n") { line += 1 }
      switch excess.kind {
      case .images:
        report(
          .error, at: (places.line(of: line), 1),
          "more than \(SourceSurvey.mostImages) images begin in one paragraph; the rest is text",
          "put blank lines between the images, or close their brackets")
      case .nesting:
        report(
          .error, at: (places.line(of: line), 1),
          "quotations and lists nest more than \(SourceSurvey.mostNesting) deep; the rest is text",
          "take away the marks at the begin of the line that are not meant")
      }
    }
  }
}
