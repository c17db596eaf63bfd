/// Where a piece of content comes from, and where its Markdown begins.
public struct Source: Sendable, Hashable {
  /// The path from the content folder: `issues/2026-autumn/rain.md`.
  public internal(set) var path: String
  /// The file's place in `ContentTree.texts`.
  public internal(set) var text: Int
  /// The bytes of the Markdown body in that file; after the front matter, if there is any.
  public internal(set) var body: Range<Int>
  /// The line of the file, from 1, on which the body begins: added to the lines that the Markdown
  /// renderer reports.
  public internal(set) var bodyLine: Int
}

extension Source {
  /// Where the Markdown of a file begins, whatever its front matter says.
  ///
  /// - Parameter file: the whole file.
  /// - Returns: the bytes of the Markdown, and the line of the file, from 1, on which it begins.
  public static func body(of file: [UInt8]) -> (range: Range<Int>, firstLine: Int) {
    let parts = FrontMatter.divide(file)
    return (parts.body, parts.bodyLine)
  }

  /// Where a key stands in the front matter of a Markdown file.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - file: the whole file.
  /// - Returns: the place of its first letter; nil where the front matter has no such key or cannot be read.
  public static func position(of key: String, in file: [UInt8]) -> Position? {
    let parts = FrontMatter.divide(file)
    guard let yaml = parts.yaml else { return nil }
    let line = parts.firstLine
    let node =
      FastYAML.read(file[yaml], firstLine: line)
      ?? (try? YAMLReader.read(file[yaml], firstLine: line))
    guard case .mapping(let entries)? = node?.value else { return nil }
    return entries.first { $0.key.isText(key) }?.keyPosition
  }
}

/// A place in a text file.
public struct Position: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, counted in Unicode scalars.
  public let column: Int

  /// - Parameters:
  ///   - line: the line, from 1.
  ///   - column: the column, from 1, counted in Unicode scalars.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place of a byte.
  ///
  /// - Parameters:
  ///   - offset: an index of `text`.
  ///   - text: the whole file.
  public init(of offset: Int, in text: [UInt8]) {
    let before = text[..<offset]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.init(
      line: before.count { $0 == UInt8(ascii: "\n") } + 1,
      column: before[start...].count { $0 & 0xC0 != 0x80 } + 1)
  }

  /// Orders by place in the file.
  public static func < (lhs: Position, rhs: Position) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}

/// A value together with the place where an editor wrote it.
public struct Located<Value> {
  /// The value.
  public var value: Value
  /// Where it stands in its file.
  public var position: Position

  init(_ value: Value, at position: Position) {
    self.value = value
    self.position = position
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
