/// A template as a tree.
indirect enum Node: Sendable {
  /// The beginning of a line that is printed, with its leading blanks: where a partial's
  /// indentation goes.
  case line([UInt8])
  /// Bytes to print, at most to the end of a line.
  case text([UInt8])
  case value(Name, raw: Bool)
  case section(Name, [Node])
  case inverted(Name, [Node])
  /// `indentation` is nil where other things stand on the partial's line.
  case partial(Name, indentation: [UInt8]?)
  case parent(Name, indentation: [UInt8]?, [Block])
  case block(Block)
}

/// A name with its place.
struct Name: Sendable {
  var text: String
  var place: Place
}

/// A part of a layout that may be replaced, or what replaces it.
final class Block: Sendable {
  let name: Name
  let nodes: [Node]
  /// The blanks before the tag where it stands first on its line.
  let leading: [UInt8]?
  /// Whether the opening tag took its line with it, so that the content begins on a line.
  let standsAlone: Bool
  /// The blanks that all lines of the content begin with; nil where it has no line of its own.
  let indentation: [UInt8]?

  init(name: Name, nodes: [Node], leading: [UInt8]?, standsAlone: Bool) {
    self.name = name
    self.nodes = nodes
    self.leading = leading
    self.standsAlone = standsAlone
    indentation = Self.commonIndentation(of: nodes)
  }

  private static func commonIndentation(of nodes: [Node]) -> [UInt8]? {
    var common: [UInt8]?
    func include(_ blanks: [UInt8]) {
      guard let known = common else {
        common = blanks
        return
      }
      common = Array(zip(known, blanks).prefix { $0 == $1 }.map(\.0))
    }
    for node in nodes {
      switch node {
      case .line(let blanks): include(blanks)
      case .section(_, let inner), .inverted(_, let inner):
        if let blanks = commonIndentation(of: inner) { include(blanks) }
      case .block(let block):
        if let blanks = block.indentation { include(blanks) }
      case .text, .value, .partial, .parent: break
      }
    }
    return common
  }
}
