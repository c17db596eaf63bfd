public import Packing

extension Diagnostic {
  /// Writes everything but the root and the path, which the reader knows.
  public func pack(into writer: inout PackedWriter) {
    writer.append(severity == .error)
    writer.append(position != nil)
    if let position { position.pack(into: &writer) }
    // What was cut is cut anew around its place, from the file.
    writer.append(line?.isWhole == true ? sourceLine : nil)
    writer.append(message)
    writer.append(remedy)
  }

  /// Reads what `pack` wrote.
  ///
  /// - Parameters:
  ///   - reader: stands where the diagnostic begins.
  ///   - root: the content folder as diagnostics show it.
  ///   - path: the file's path from the content folder.
  public init(unpacking reader: inout PackedReader, root: String, path: String) {
    let severity: Severity = reader.flag() ? .error : .warning
    let position = reader.flag() ? Position(unpacking: &reader) : nil
    let line = reader.optionalText()
    self.init(
      severity, root: root, path: path, position: position, sourceLine: line,
      message: reader.text(), remedy: reader.optionalText())
  }
}

extension Position {
  func pack(into writer: inout PackedWriter) {
    writer.append(line)
    writer.append(column)
  }

  init(unpacking reader: inout PackedReader) {
    self.init(line: reader.number(), column: reader.number())
  }
}
