/// What a container is for; each has a Chinese and an English name.
public enum MarkdownContainerKind: String, Sendable, CaseIterable {
  /// 引言: a sentence pulled out of the text; the argument is who said it.
  case pull
  /// 提示: a hint; the argument is its title.
  case note
  /// 公告: a notice; the argument is its title.
  case notice
  /// 图集: pictures side by side; the argument is their caption.
  case gallery
  /// 问答: an interview; terms are the questions, definitions the answers.
  case interview
  /// 活动: an event's card; the argument is the event's slug.
  case event
  /// 会员: a teaser for a text that only members read; the argument is that text's slug. What
  /// stands inside is public.
  case members
  /// 编者按: the editor's word.
  case editor

  /// The name in Chinese.
  public var name: String {
    switch self {
    case .pull: "引言"
    case .note: "提示"
    case .notice: "公告"
    case .gallery: "图集"
    case .interview: "问答"
    case .event: "活动"
    case .members: "会员"
    case .editor: "编者按"
    }
  }

  /// The kind of that name, Chinese or English; nil when there is none.
  public init?(name: String) {
    let found = Self.allCases.first { $0.name == name || $0.rawValue == name }
    guard let found else { return nil }
    self = found
  }

  /// Every name, for messages: 引言 (pull), 提示 (note), …
  public static var allNames: String {
    allCases.map { "\($0.name) (\($0.rawValue))" }.joined(separator: ", ")
  }
}

/// The containers of a magazine in markup that stands without a theme's template.
public struct StandardContainers: ContainerRenderer, Sendable {
  /// The standard containers.
  public init() {}

  /// Writes the content in the element that its kind asks for, with the classes of the theme 家.
  public func write(_ container: MarkdownContainer, to output: inout [UInt8]) -> ContainerProblem? {
    guard let kind = MarkdownContainerKind(name: container.name) else {
      return ContainerProblem(
        severity: .error, message: "there is no container named \(container.name)",
        remedy: "use one of \(MarkdownContainerKind.allNames)")
    }
    if container.argument.isEmpty, kind == .event {
      return ContainerProblem(
        severity: .error, message: "the card does not say which event",
        remedy: "write the event's slug behind the name: :::\(container.name) autumn-walk")
    }
    open(kind, container, to: &output)
    output += container.html
    close(kind, container, to: &output)
    return nil
  }

  private func open(
    _ kind: MarkdownContainerKind, _ container: MarkdownContainer, to output: inout [UInt8]
  ) {
    let title = container.argument.isEmpty ? kind.name : container.argument
    switch kind {
    case .pull:
      start("blockquote", "pull", container, [], to: &output)
    case .note, .notice, .editor:
      let label = kind == .editor ? kind.name : title
      start("aside", kind.rawValue + "-box", container, [("aria-label", label)], to: &output)
      write("p", "box-title", label, to: &output)
    case .gallery:
      start("figure", "gallery", container, [], to: &output)
    case .interview:
      start("div", "interview", container, [], to: &output)
    case .event:
      start("aside", "event-card", container, [("data-event", title)], to: &output)
    case .members:
      start("aside", "members-box", container, [("aria-label", kind.name)], to: &output)
    }
  }

  private func close(
    _ kind: MarkdownContainerKind, _ container: MarkdownContainer, to output: inout [UInt8]
  ) {
    let argument = container.argument
    switch kind {
    case .pull:
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
