/// Renders Markdown for a Chinese magazine: CommonMark by libcmark, and the layer over it.
///
/// A renderer holds only its options: one serves any number of threads.
public struct MarkdownRenderer: Sendable {
  /// What is switched on.
  public let options: MarkdownOptions

  /// The version of the parser that this process runs with: another may set a text otherwise.
  public static var parserVersion: String { CommonMarkTree.version }

  /// A renderer with these options.
  public init(options: MarkdownOptions = MarkdownOptions()) {
    self.options = options
  }

  /// Renders one document.
  ///
  /// - Parameters:
  ///   - source: UTF-8 text without front matter; bytes that are not UTF-8 become U+FFFD.
  ///   - resolver: answers for links and images; asked in the order of the text.
  ///   - containers: writes what stands between `:::` lines.
  /// - Returns: the markup and what is derived from it.
  public func render(
    _ source: UnsafeBufferPointer<UInt8>, resolver: some LinkResolver,
    containers: some ContainerRenderer = StandardContainers()
  ) -> RenderedMarkdown {
    let check = SourceCheck(source)
    guard check.isValid, !check.holdsSentinels else {
      let repaired = SourceRepair.repaired(source)
      return repaired.withUnsafeBufferPointer { rewrite($0, resolver, containers) }
    }
    return rewrite(source, resolver, containers)
  }

  /// Surveys the source, and rewrites its blocks if some are not CommonMark's.
  private func rewrite(
    _ source: Bytes, _ resolver: any LinkResolver, _ containers: any ContainerRenderer
  ) -> RenderedMarkdown {
    let survey = SourceSurvey(source, extensions: options.extensions)
    let blocks: MarkdownExtensions = [.tables, .footnotes, .definitionLists, .containers]
    guard survey.finds.contains(.blocks), !options.extensions.isDisjoint(with: blocks) else {
      return parse(
        survey, survey.finds, BlockFindings(), SourcePlaces(source: source, lines: []), resolver,
        containers)
    }
    var rewriter = BlockRewriter(source, extensions: options.extensions)
    rewriter.run()
    return rewriter.output.withUnsafeBufferPointer { rewritten in
      let marks = SourceSurvey(
        rewritten, extensions: options.extensions, hasNotes: !rewriter.findings.notes.isEmpty)
      return parse(
        marks, marks.finds.union(survey.finds), rewriter.findings,
        SourcePlaces(source: source, lines: rewriter.lines), resolver, containers)
    }
  }

  /// Lets libcmark parse, with the sentinels it needs.
  private func parse(
    _ survey: SourceSurvey, _ finds: SourceSurvey.Finds, _ findings: BlockFindings,
    _ places: SourcePlaces, _ resolver: any LinkResolver,
    _ containers: any ContainerRenderer
  ) -> RenderedMarkdown {
    var renderer = TreeRenderer(
      options: options, finds: finds, findings: findings, places: places,
      resolver: resolver, containerRenderer: containers)
    renderer.report(survey.excesses, in: survey)
    if survey.insertions.isEmpty {
      renderer.render(survey.text)
    } else {
      survey.marked().withUnsafeBufferPointer { renderer.render($0) }
    }
    return renderer.result
  }

  /// Renders one document held in an array.
  public func render(
    _ source: ArraySlice<UInt8>, resolver: some LinkResolver,
    containers: some ContainerRenderer = StandardContainers()
  ) -> RenderedMarkdown {
    source.withUnsafeBufferPointer { render($0, resolver: resolver, containers: containers) }
  }

  /// Renders one document held in a string; for tests and small texts.
  public func render(_ source: String, resolver: some LinkResolver) -> RenderedMarkdown {
    render(Array(source.utf8)[...], resolver: resolver)
  }

  /// Renders one document, leaving its links as they are.
  public func render(_ source: String) -> RenderedMarkdown {
    render(source, resolver: VerbatimLinks())
  }
}
