/// A template compiled for one type of context.
///
/// Every name in it was found when it was compiled, so rendering cannot fail. Rendering writes UTF-8
/// bytes and may run on any number of threads at once.
public struct Template<Root: TemplateContext>: Sendable {
  let program: Program

  /// The page's bytes.
  public func render(_ root: Root) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(4096)
    render(root, into: &output)
    return output
  }

  /// Appends the page's bytes, so that a worker may reuse one buffer for all its pages.
  public func render(_ root: Root, into output: inout [UInt8]) {
    withUnsafePointer(to: root) { program.run(Frame($0), into: &output) }
  }
}
