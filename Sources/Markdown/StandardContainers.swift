/// The containers of a magazine in markup that stands without a theme's template.
public struct StandardContainers: ContainerRenderer, Sendable {
  /// The standard containers.
  public init() {}

  /// Writes the content in a `div` with the container's name as its class.
  public func write(_ container: MarkdownContainer, to output: inout [UInt8]) -> ContainerProblem? {
    output += Array("<div>\n".utf8)
    output += container.html
    output += Array("</div>\n".utf8)
    return nil
  }
}
