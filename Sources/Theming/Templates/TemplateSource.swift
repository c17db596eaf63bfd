/// One template file, as read.
public struct TemplateSource: Sendable, Hashable {
  /// What other templates call it: `article`, `partials/head`.
  public var name: String
  /// Where it lies, for diagnostics.
  public var path: String
  /// The file's content, UTF-8.
  public var bytes: [UInt8]

  /// - Parameters:
  ///   - name: what other templates call it: the path under `templates/` without the extension.
  ///   - path: the file's path, as diagnostics shall print it.
  ///   - bytes: the file's content, UTF-8.
  public init(name: String, path: String, bytes: [UInt8]) {
    self.name = name
    self.path = path
    self.bytes = bytes
  }
}
