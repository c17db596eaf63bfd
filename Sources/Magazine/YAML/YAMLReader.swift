import Yams

/// Reads any YAML through Yams. `FastYAML` reads the common shape of front matter many times faster;
/// whatever it does not recognise comes here.
enum YAMLReader {
  /// More nodes than any front matter has. It bounds what aliases of aliases can blow up to.
  static let nodeLimit = 20_000
  /// Deeper than any front matter is. Yams recurses, and a worker's stack is small.
  static let depthLimit = 32

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - text: the YAML, without the lines of dashes around it.
  ///   - firstLine: the line of the file on which `text` begins, from 1.
  /// - Returns: the root, or nil where the document is empty.
  /// - Throws: `YAMLProblem` where the text is not YAML, with its place.
  static func read(
    _ text: ArraySlice<UInt8>, firstLine: Int
  ) throws(YAMLProblem) -> YAMLNode? {
    try refuseDeepNesting(text, firstLine: firstLine)
    let root: Node?
    do {
      root = try compose(yaml: String(decoding: text, as: UTF8.self))
    } catch let error as YamlError {
      throw YAMLProblem(error, in: text, firstLine: firstLine)
    } catch {
      throw YAMLProblem(position: Position(line: firstLine, column: 1), message: "\(error)")
    }
    guard let root else { return nil }
    var conversion = Conversion(text: text, lineOffset: firstLine - 1)
    let node = try conversion.node(root, depth: 0)
    return node.isNull ? nil : node
  }

  /// Counts opening brackets, and dashes at the beginning of a line, before Yams recurses over them.
  private static func refuseDeepNesting(
    _ text: ArraySlice<UInt8>, firstLine: Int
  ) throws(YAMLProblem) {
    var line = firstLine
    var brackets = 0
    var markers = 0
    var indentation = 0
    var atStart = true
    for byte in text {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        (markers, indentation, atStart) = (0, 0, true)
      case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): markers += atStart ? 1 : 0
      case UInt8(ascii: " "): indentation += atStart ? 1 : 0
      default: atStart = false
      }
      if brackets > depthLimit || markers > depthLimit || indentation > 8 * depthLimit {
        throw YAMLProblem(
          position: Position(line: line, column: 1),
          message: "the YAML is nested more than \(depthLimit) levels deep",
          remedy: "front matter is a flat list of keys; look for a bracket that is never closed")
      }
    }
  }
}

/// From Yams' nodes to ours.
private struct Conversion {
  let text: ArraySlice<UInt8>
  var lineOffset: Int
  var count = 0

  mutating func node(_ node: Node, depth: Int) throws(YAMLProblem) -> YAMLNode {
    let position = place(node.mark)
    count += 1
    guard count <= YAMLReader.nodeLimit, depth <= YAMLReader.depthLimit else {
      throw YAMLProblem(
        position: position, message: "the YAML has more than \(YAMLReader.nodeLimit) values",
        remedy: "write values out instead of repeating them through aliases (*name)")
    }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(value: .scalar(self.scalar(scalar)), position: position)
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(try self.node(item, depth: depth + 1)) }
      return YAMLNode(value: .sequence(items), position: position)
    case .mapping(let mapping):
      var entries: [YAMLEntry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          throw YAMLProblem(
            position: place(key.mark), message: "a key must be a word",
            remedy: "write “key: value”")
        }
        let value = try self.node(value, depth: depth + 1)
        entries.append(
          YAMLEntry(key: self.scalar(name), keyPosition: place(name.mark), value: value))
      }
      return YAMLNode(value: .mapping(entries), position: position)
    case .alias:
      throw YAMLProblem(position: position, message: "an alias (*name) names nothing")
    }
  }

  private func scalar(_ scalar: Node.Scalar) -> YAMLScalar {
    var bytes = Array(scalar.string.utf8)
    if scalar.style != .literal, bytes.contains(0x20), bytes.contains(where: { $0 >= 0x80 }),
      let written = written(scalar)
    {
      bytes = FoldedText.joined(bytes, asWritten: written)
    }
    return YAMLScalar(bytes: bytes[...], isPlain: scalar.style == .plain)
  }

  /// The source from the first character of a text on, behind what opens it.
  private func written(_ scalar: Node.Scalar) -> ArraySlice<UInt8>? {
    guard let mark = scalar.mark else { return nil }
    var start = text.startIndex
    for _ in 1..<max(1, mark.line) {
      guard let feed = text[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = feed + 1
    }
    var column = 1
    while start < text.endIndex, column < mark.column || text[start] & 0xC0 == 0x80 {
      if text[start] & 0xC0 != 0x80 { column += 1 }
      start += 1
    }
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: return text[start...].dropFirst()
    case .folded: return text[start...].drop { $0 != UInt8(ascii: "\n") }
    default: return text[start...]
    }
  }

  private func place(_ mark: Mark?) -> Position {
    Position(line: (mark?.line ?? 1) + lineOffset, column: mark?.column ?? 1)
  }
}
