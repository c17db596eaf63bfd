/// What a name in a template stands for.
enum Meaning {
  /// A value read from the context of a shape.
  case field(owner: AnyShape, Access, Sharing)
  case constant(String)
}

/// Whether a value is one that pages share.
enum Sharing {
  case none
  /// It is read from a shared context that has been entered.
  case entered(SharedSource)
  /// It is read through a field of the page, which leads to a shared context.
  case through(AnyField)
}

/// Why a name stands for nothing.
struct Unresolved: Error {
  let message: String
  let remedy: String
}

/// Finds names in a scope.
struct Lookup {
  let scope: Scope
  let constants: [String: String]

  func meaning(of name: String) throws(Unresolved) -> Meaning {
    if name == "." { return try implicit() }
    var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let onlyInnermost = parts[0].isEmpty
    if onlyInnermost { parts.removeFirst() }
    let frames = onlyInnermost ? [scope.innermost] : scope.frames
    guard let owner = frames.last(where: { $0.field(parts[0]) != nil }),
      let field = owner.field(parts[0])
    else {
      if let text = constants[name] { return .constant(text) }
      throw unknown(parts[0], whole: name, in: frames)
    }
    var access = field.access
    for index in parts.indices.dropFirst() {
      access = try step(into: access, parts, index)
    }
    return .field(owner: owner, access, sharing(of: owner, field))
  }

  private func sharing(of owner: AnyShape, _ field: AnyField) -> Sharing {
    if let source = scope.shared[owner.identity] { return .entered(source) }
    return field.fragments != nil && owner.identity == scope.root ? .through(field) : .none
  }

  private func implicit() throws(Unresolved) -> Meaning {
    if let field = scope.innermost.field(".") {
      return .field(owner: scope.innermost, field.access, sharing(of: scope.innermost, field))
    }
    throw Unresolved(
      message: "{{.}} stands for a text, and this is \(scope.innermost.name)",
      remedy: "name one of its fields: \(names(of: scope.innermost))")
  }

  private func step(
    into access: Access, _ parts: [String], _ index: Int
  ) throws(Unresolved) -> Access {
    let before = parts[..<index].joined(separator: ".")
    guard case .nested(let nested) = access else {
      throw Unresolved(
        message: "“\(before)” is a single value, “\(parts[index])” cannot be in it",
        remedy: "write {{\(before)}}")
    }
    guard nested.kind != .list else {
      throw Unresolved(
        message: "“\(before)” is a list", remedy: "write {{#\(before)}} … {{/\(before)}}")
    }
    let element = nested.element()
    guard let field = element.field(parts[index]) else {
      throw unknown(parts[index], whole: parts.joined(separator: "."), in: [element])
    }
    return nested.leading(to: field.access)
  }

  private func unknown(_ part: String, whole: String, in frames: [AnyShape]) -> Unresolved {
    let contexts = frames.filter { !$0.isValue }.reversed()
    var candidates = contexts.flatMap { $0.fields.map(\.name) }
    let family = constants.keys.filter { $0.hasPrefix(part + ".") }.sorted()
    let isConstant = !family.isEmpty
    if isConstant { candidates = family }
    let written = isConstant ? whole : part
    let guess = nearest(to: written, in: candidates).map { "did you mean “\($0)”? " } ?? ""
    guard !isConstant else {
      let shown = family.prefix(60).joined(separator: ", ") + (family.count > 60 ? " …" : "")
      return Unresolved(
        message: "there is no constant “\(whole)”", remedy: "\(guess)there are: \(shown)")
    }
    let place = contexts.first.map { " in \($0.name)" } ?? ""
    let known = contexts.map { "\($0.name) has: \(names(of: $0))" }.joined(separator: "; ")
    return Unresolved(message: "there is no “\(part)”\(place)", remedy: guess + known)
  }

  private func names(of shape: AnyShape) -> String {
    shape.fields.map(\.name).sorted().joined(separator: ", ")
  }
}

/// The candidate that takes the fewest changes, where they are few enough to be a slip.
func nearest(to name: String, in candidates: [String]) -> String? {
  let limit = name.utf8.count < 4 ? 1 : max(2, name.utf8.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let distance = editDistance(Array(name.utf8), Array(candidate.utf8))
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.name
}

/// The number of letters to insert, take out, replace or swap with their neighbour.
private func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for (line, byte) in first.enumerated() {
    var row = [line + 1]
    for (column, other) in second.enumerated() {
      var cost = min(last[column] + (byte == other ? 0 : 1), last[column + 1] + 1, row[column] + 1)
      if line > 0, column > 0, byte == second[column - 1], first[line - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[second.count]
}
