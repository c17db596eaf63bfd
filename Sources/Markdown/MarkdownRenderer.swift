/// Renders Markdown for a Chinese magazine: CommonMark by libcmark, and the layer over it.
///
/// A renderer holds only its options: one serves any number of threads.
public struct MarkdownRenderer: Sendable {
  /// What is switched on.
  public let options: MarkdownOptions

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
    var result = RenderedMarkdown()
    result.html = renderPlain(source)
    return result
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
