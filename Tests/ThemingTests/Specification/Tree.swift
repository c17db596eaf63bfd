@testable import Theming

/// Data without types, for the specification's rules: a text, a truth, an object, a list, nothing.
indirect enum Tree: Sendable {
  case nothing
  case text(String)
  case flag(Bool)
  case object([String: Tree])
  case list([Tree])

  subscript(_ name: String) -> Tree {
    guard case .object(let members) = self else { return .nothing }
    return members[name] ?? .nothing
  }

  var text: String {
    if case .text(let text) = self { return text }
    return ""
  }

  var isTrue: Bool {
    switch self {
    case .nothing: false
    case .flag(let flag): flag
    case .text(let text): !text.isEmpty
    case .object: true
    case .list(let elements): !elements.isEmpty
    }
  }

  var elements: [Tree] {
    switch self {
    case .nothing, .flag, .text: []
    case .object: [self]
    case .list(let elements): elements
    }
  }

  /// The same for an engine that reads `Any`.
  var untyped: Any {
    switch self {
    case .nothing: String?.none as Any
    case .text(let text): text
    case .flag(let flag): flag
    case .object(let members):
      members.compactMapValues { member -> Any? in
        if case .nothing = member { return nil }
        return member.untyped
      }
    case .list(let elements): elements.map(\.untyped)
    }
  }
}

extension Tree: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral {
  init(stringLiteral text: String) { self = .text(text) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(nilLiteral: ()) { self = .nothing }
}

extension Tree: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  init(integerLiteral number: Int) { self = .text(String(number)) }
  init(floatLiteral number: Double) { self = .text(String(number)) }
}

extension Tree: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(arrayLiteral elements: Tree...) { self = .list(elements) }
  init(dictionaryLiteral members: (String, Tree)...) {
    self = .object(Dictionary(uniqueKeysWithValues: members))
  }
}

extension AnyShape {
  /// A shape that fits all the samples, whose frames are trees.
  convenience init(fitting samples: [Tree]) {
    var fields: [AnyField] = []
    var members: [String: [Tree]] = [:]
    for case .object(let object) in samples {
      for (name, member) in object { members[name, default: []].append(member) }
    }
    for name in members.keys.sorted() {
      fields.append(Self.field(name, members[name] ?? []) { $0[name] })
    }
    let values = samples.filter { if case .object = $0 { false } else { true } }
    if !values.isEmpty { fields.append(Self.field(".", values) { $0 }) }
    // A type of its own for every place in the tree: the object lives as long as the tests.
    let identity = ObjectIdentifier(Unmanaged.passRetained(Identity()).takeUnretainedValue())
    self.init(name: "data", identity: identity, fields: fields)
  }

  private static func field(
    _ name: String, _ samples: [Tree], _ get: @escaping @Sendable (Tree) -> Tree
  ) -> AnyField {
    AnyField(name: name, meaning: "", access: access(samples, get))
  }

  private static func access(
    _ samples: [Tree], _ get: @escaping @Sendable (Tree) -> Tree
  ) -> Access {
    let areTexts = samples.allSatisfy { sample in
      switch sample {
      case .text, .nothing: true
      case .flag, .object, .list: false
      }
    }
    if areTexts { return .text(optional: true) { $0.read { (tree: Tree) in get(tree).text } } }
    let contexts = samples.contains { sample in
      switch sample {
      case .object, .list: true
      case .nothing, .text, .flag: false
      }
    }
    guard contexts else {
      return .flag { $0.read { (tree: Tree) in get(tree).isTrue } }
    }
    let element = AnyShape(fitting: samples.flatMap(\.elements))
    let isList = samples.contains { if case .list = $0 { true } else { false } }
    return .nested(
      Nested(
        kind: isList ? .list : .optional, element: { element },
        isEmpty: { frame in frame.read { (tree: Tree) in get(tree).elements.isEmpty } },
        walk: { frame, body in
          eachElement(of: frame.read { (tree: Tree) in get(tree).elements }, body)
        }))
  }

  private final class Identity {}
}
