import Magazine
import Markdown
import Theming

/// Writes the containers of a content file while its body is rendered, and leaves for its page what
/// shows an event: seats are not known yet, and the body is rendered once.
final class ThemeContainers: ContainerRenderer, Sendable {
  let writer: ContainerWriter
  let publication: Publication

  init(writer: ContainerWriter, publication: Publication) {
    self.writer = writer
    self.publication = publication
  }

  func write(_ container: MarkdownContainer, to output: inout [UInt8]) -> ContainerOutcome {
    guard let kind = MarkdownContainerKind(name: container.name) else {
      return .refused(MarkdownContainerKind.problem(with: container.name))
    }
    if let problem = wrongAttribute(of: container, kind) ?? wrongEvent(of: container, kind) {
      return .refused(problem)
    }
    if kind == .event || !container.content.slots.isEmpty { return .later }
    writer.write(kind, container, to: &output) { HTML($0.html) }
    return .written
  }

  private func wrongEvent(
    of container: MarkdownContainer, _ kind: MarkdownContainerKind
  ) -> ContainerProblem? {
    guard kind == .event else { return nil }
    if container.argument.isEmpty { return StandardContainers.missingEvent(container.name) }
    switch publication.event(named: container.argument) {
    case .event: return nil
    case .broken(let reason, let remedy):
      return ContainerProblem(
        severity: .error, message: reason, remedy: remedy, isInArgument: true)
    }
  }

  private func wrongAttribute(
    of container: MarkdownContainer, _ kind: MarkdownContainerKind
  ) -> ContainerProblem? {
    // In an interview every attribute declares a speaker.
    if kind == .interview { return nil }
    let known = kind == .quote ? QuoteContext.workKeys : []
    guard let wrong = container.attributes.first(where: { !known.contains($0.name) }) else {
      return nil
    }
    return ContainerProblem(
      severity: .error, message: ":::\(container.name) takes no “\(wrong.name)”",
      remedy: known.first.map { "take it out, or write “\($0)”" } ?? "take it out")
  }
}
