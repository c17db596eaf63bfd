/// Turns a template and all that it includes into one program.
///
/// Partials, layouts and blocks are written out in place with their indentation, so rendering meets
/// no name, no file and no choice that could have been made before. Only a partial that contains
/// itself becomes a routine of its own.
final class Compiler {
  let library: TemplateLibrary
  private(set) var findings: [Finding] = []
  private var code = CodeBuffer()
  private var routines: [[Operation]] = [[]]
  private var routineIndices: [RoutineKey: Int] = [:]
  /// The routines being compiled, with the depth of data at which each was entered.
  private var active: [RoutineKey: Int] = [:]
  private var slots: [ObjectIdentifier: Int] = [:]
  private var reported: Set<String> = []

  private struct RoutineKey: Hashable {
    var name: String
    var frames: [ObjectIdentifier]
    var overrides: Overrides
  }

  init(_ library: TemplateLibrary) {
    self.library = library
  }

  func compile(_ template: ParsedTemplate, shape: AnyShape) -> Program {
    let scope = Scope(root: shape)
    _ = slot(of: shape)
    noteSyntax(of: template)
    if library.recursive.contains(template.source.name) {
      call(template, from: template.start, indentation: [], isNested: false, scope)
    } else {
      compile(template.nodes, scope)
    }
    var folding = Folding(code.operations, sources: code.sources)
    routines[0] = folding.folded()
    return Program(routines: routines, literals: code.literals, slotCount: slots.count)
  }

  // MARK: Nodes

  func compile(_ nodes: some Collection<Node>, _ scope: Scope) {
    for node in nodes {
      switch node {
      case .line(let blanks): beginLine(scope.stripping(blanks), scope)
      case .text(let bytes): code.literal(bytes)
      case .value(let name, let raw): value(name, raw: raw, scope)
      case .section(let name, let body): section(name, body, scope)
      case .inverted(let name, let body): inverted(name, body, scope)
      case .partial(let name, let indentation):
        include(name, indentation: indentation, scope.overrides, scope)
      case .parent(let name, let indentation, let blocks):
        include(name, indentation: indentation, scope.overrides.adding(blocks), scope)
      case .block(let block): expand(block, scope)
      }
    }
  }

  private func beginLine(_ blanks: [UInt8], _ scope: Scope) {
    if scope.isNested { code.append(.indent) }
    code.literal(scope.indentation + blanks)
  }

  private func value(_ name: Name, raw: Bool, _ scope: Scope) {
    guard let meaning = resolve(name, scope) else { return }
    do throws(Unresolved) {
      try code.append(printing(meaning, name.text, raw: raw), of: source(of: meaning))
    } catch {
      report(name.place, error)
    }
  }

  private func printing(
    _ meaning: Meaning, _ name: String, raw: Bool
  ) throws(Unresolved) -> CodeBuffer.Item {
    let isStrict = library.names == .mustExist
    switch meaning {
    case .constant(let text):
      if raw, isStrict { throw .textAsMarkup(name) }
      return .bytes(raw ? Array(text.utf8) : HTML(escaping: text).bytes)
    case .field(let owner, let access, _):
      let slot = slot(of: owner)
      switch access {
      case .text(_, let get):
        if raw, isStrict { throw .textAsMarkup(name) }
        return .operation(raw ? .rawText(slot: slot, get) : .text(slot: slot, get))
      case .html(_, let get):
        guard raw else { throw .markupAsText(name) }
        return .operation(.html(slot: slot, get))
      case .number(let get): return .operation(.number(slot: slot, get))
      case .optionalNumber(let get): return .operation(.rawText(slot: slot, get))
      case .flag: throw .flagPrinted(name)
      case .nested(let nested): throw .contextPrinted(name, nested)
      }
    }
  }

  private func section(_ name: Name, _ body: [Node], _ scope: Scope) {
    let meaning = resolve(name, scope)
    let source = meaning.flatMap { self.source(of: $0) }
    switch meaning {
    case nil: return
    case .constant(let text)?:
      if !text.isEmpty { compile(body, scope) }
    case .field(let owner, let access, _)?:
      let slot = slot(of: owner)
      if let nested = access.section {
        let element = nested.element()
        let start = code.append(
          .each(slot: slot, walk: nested.walk, element: self.slot(of: element), end: 0),
          of: source)
        compile(body, scope.entering(element, of: owner, sharedBy: source))
        code.setTarget(of: start)
      } else if let test = access.presence {
        let start = code.append(.unless(slot: slot, test, target: 0), of: source)
        compile(body, scope)
        code.setTarget(of: start)
      } else {
        report(name.place, .numberAsSection(name.text))
      }
    }
  }

  private func inverted(_ name: Name, _ body: [Node], _ scope: Scope) {
    let meaning = resolve(name, scope)
    switch meaning {
    case nil:
      if library.names == .areEmpty { compile(body, scope) }
    case .constant(let text)?:
      if text.isEmpty { compile(body, scope) }
    case .field(let owner, let access, _)?:
      guard let test = access.presence else {
        report(name.place, .numberAsSection(name.text))
        return
      }
      let start = code.append(
        .when(slot: slot(of: owner), test, target: 0), of: meaning.flatMap { source(of: $0) })
      compile(body, scope)
      code.setTarget(of: start)
    }
  }

  // MARK: Blocks, partials, layouts

  private func expand(_ block: Block, _ scope: Scope) {
    guard let override = scope.overrides[block.name.text] else {
      compile(block.nodes, scope)
      return
    }
    var inner = scope
    let site = (block.standsAlone ? block.indentation : nil) ?? block.leading ?? []
    inner.indentation += scope.stripping(site)
    inner.overrides = override.overrides
    inner.strippedBlanks = override.block.indentation?.count ?? 0
    let content = override.block.nodes
    if case .line(let blanks)? = content.first {
      if block.standsAlone {
        compile(content, inner)
      } else {
        code.literal(inner.stripping(blanks))
        compile(content.dropFirst(), inner)
      }
    } else {
      if block.standsAlone { beginLine([], inner) }
      compile(content, inner)
    }
  }

  private func include(
    _ name: Name, indentation: [UInt8]?, _ overrides: Overrides, _ scope: Scope
  ) {
    guard let template = library.templates[name.text] else {
      if library.names == .mustExist { report(name.place, missing(name.text)) }
      return
    }
    guard scope.depth < 100 else {
      report(name.place, .endless(name.text))
      return
    }
    noteSyntax(of: template)
    var inner = scope
    inner.overrides = overrides
    inner.depth += 1
    inner.strippedBlanks = 0
    inner.indentation = indentation.map { scope.indentation + scope.stripping($0) } ?? []
    inner.isNested = scope.isNested && indentation != nil
    if library.recursive.contains(template.source.name) {
      call(
        template, from: name.place, indentation: inner.indentation, isNested: inner.isNested, inner)
    } else {
      compile(template.nodes, inner)
    }
  }

  private func call(
    _ template: ParsedTemplate, from place: Place, indentation: [UInt8], isNested: Bool,
    _ scope: Scope
  ) {
    let key = RoutineKey(
      name: template.source.name, frames: scope.frames.map(\.identity), overrides: scope.overrides)
    if library.names == .mustExist, let entered = active[key], scope.descent == entered {
      report(place, .endless(template.source.name))
      return
    }
    let routine = routineIndices[key] ?? compileRoutine(key, template, scope)
    code.append(
      .call(routine: routine, indentation: code.store(indentation), nested: isNested))
  }

  private func compileRoutine(
    _ key: RoutineKey, _ template: ParsedTemplate, _ scope: Scope
  ) -> Int {
    let routine = routines.count
    routines.append([])
    routineIndices[key] = routine
    active[key] = scope.descent
    let caller = code.suspend()
    compile(template.nodes, scope.routine())
    routines[routine] = code.resume(caller)
    active[key] = nil
    return routine
  }

  // MARK: Names and findings

  private func resolve(_ name: Name, _ scope: Scope) -> Meaning? {
    do throws(Unresolved) {
      return try Lookup(scope: scope, constants: library.constants).meaning(of: name.text)
    } catch {
      if library.names == .mustExist { report(name.place, error) }
      return nil
    }
  }

  /// The shared context that a value is read from; nil where it is read from another.
  private func source(of meaning: Meaning) -> SharedSource? {
    guard case .field(let owner, _, let sharing) = meaning else { return nil }
    switch sharing {
    case .none: return nil
    case .entered(var source):
      source.isEntered = true
      return source
    case .through(let field):
      return field.fragments.map {
        SharedSource(slot: slot(of: owner), field: field.name, fragments: $0)
      }
    }
  }

  private func slot(of shape: AnyShape) -> Int {
    if let slot = slots[shape.identity] { return slot }
    slots[shape.identity] = slots.count
    return slots.count - 1
  }

  private func missing(_ name: String) -> Unresolved {
    let names = library.templates.keys.sorted()
    let guess = nearest(to: name, in: names).map { "did you mean “\($0)”? " } ?? ""
    return Unresolved(
      message: "there is no template “\(name)”",
      remedy: "\(guess)there are: \(names.joined(separator: ", "))")
  }

  private func report(_ place: Place, _ problem: Unresolved) {
    findings.append(Finding(place: place, message: problem.message, remedy: problem.remedy))
  }

  private func noteSyntax(of template: ParsedTemplate) {
    guard reported.insert(template.source.name).inserted else { return }
    findings += template.problems
  }
}
