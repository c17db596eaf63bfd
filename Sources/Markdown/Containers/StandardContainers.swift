/// The containers of a magazine in markup that stands without a theme's template.
public struct StandardContainers: ContainerRenderer, Sendable {
  /// The standard containers.
  public init() {}

  /// Writes the content in the element that its kind asks for, with the classes of the theme 家.
  public func write(_ container: MarkdownContainer, to output: inout [UInt8]) -> ContainerOutcome {
    guard let kind = MarkdownContainerKind(name: container.name) else {
      return .refused(MarkdownContainerKind.problem(with: container.name))
    }
    if container.argument.isEmpty, kind == .event {
      return .refused(Self.missingEvent(container.name))
    }
    open(kind, container, to: &output)
    output += container.content.html
    close(kind, container, to: &output)
    return .written
  }

  /// What is wrong with an event's card that names no event.
  public static func missingEvent(_ name: String) -> ContainerProblem {
    ContainerProblem(
      severity: .error, message: "the card does not say which event",
      remedy: "write the event's slug behind the name: :::\(name) autumn-walk")
  }

  private func open(
    _ kind: MarkdownContainerKind, _ container: MarkdownContainer, to output: inout [UInt8]
  ) {
    let argument = container.argument
    let title = argument.isEmpty ? kind.name : argument
    switch kind {
    case .quote:
      start("blockquote", "pull", container, [], to: &output)
    case .note, .notice, .editor, .members:
      let label = kind == .editor ? kind.name : title
      start("aside", kind.rawValue + "-box", container, [("aria-label", label)], to: &output)
      write("p", "box-title", label, to: &output)
    case .gallery:
      start("figure", "gallery", container, [], to: &output)
    case .interview:
      start("div", "interview", container, [], to: &output)
      if !argument.isEmpty { write("p", "box-title", argument, to: &output) }
    case .event:
      start("aside", "event-card", container, [("data-event", title)], to: &output)
    }
  }

  private func close(
    _ kind: MarkdownContainerKind, _ container: MarkdownContainer, to output: inout [UInt8]
  ) {
    let argument = container.argument
    switch kind {
    case .quote:
      if !argument.isEmpty { write("footer", "meta", argument, to: &output) }
      output.append("</blockquote>\n")
    case .editor:
      if !argument.isEmpty { write("p", "meta", argument, to: &output) }
      output.append("</aside>\n")
    case .gallery:
      if !argument.isEmpty { write("figcaption", nil, argument, to: &output) }
      output.append("</figure>\n")
    case .interview:
      output.append("</div>\n")
    case .note, .notice, .event, .members:
      output.append("</aside>\n")
    }
  }

  private func start(
    _ element: StaticString, _ name: String, _ container: MarkdownContainer,
    _ attributes: [(StaticString, String)], to output: inout [UInt8]
  ) {
    output.append("<")
    output.append(element)
    if let id = container.id { write(" id=\"", id, to: &output) }
    write(" class=\"", ([name] + container.classes).joined(separator: " "), to: &output)
    for (key, value) in attributes {
      output.append(" ")
      output.append(key)
      write("=\"", value, to: &output)
    }
    output.append(">\n")
  }

  private func write(_ opening: StaticString, _ value: String, to output: inout [UInt8]) {
    output.append(opening)
    output.append(escaped: value)
    output.append("\"")
  }

  private func write(
    _ element: StaticString, _ name: StaticString?, _ text: String, to output: inout [UInt8]
  ) {
    output.append("<")
    output.append(element)
    if let name {
      output.append(" class=\"")
      output.append(name)
      output.append("\"")
    }
    output.append(">")
    output.append(escaped: text)
    output.append("</")
    output.append(element)
    output.append(">\n")
  }
}
