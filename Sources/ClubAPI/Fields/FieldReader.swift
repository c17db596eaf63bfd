import JSON

/// Takes the parts of a body one by one and gathers everything that is wrong with them.
///
/// JSON and posted forms go through the same reader, so both know the same fields and say the same of
/// them. Which fields there are, and what each must look like, the endpoint's contract says. Every
/// other field is an error: a misspelt name must not be lost in silence.
struct FieldReader {
  private let declared: [Field]
  private let members: [JSONValue.Member]
  private let isForm: Bool
  /// Where these fields stand in the body.
  private let base: JSONPointer
  private var asked: [String] = []
  private var problems: [FieldProblem] = []

  /// Reads a JSON body; no bytes at all are the same as `{}`.
  init(json bytes: [UInt8], _ declared: [Field]) throws {
    self.declared = declared
    base = JSONPointer()
    isForm = false
    guard !bytes.isEmpty else {
      members = []
      return
    }
    let value: JSONValue
    do {
      value = try JSONValue.parse(bytes, maximumDepth: 8)
    } catch {
      throw Problem(
        .malformedBody,
        "JSON有误：第\(error.line)行第\(error.column)列读不下去，这里不合JSON的写法，或有重名的项，或层次太深。",
        "The JSON is wrong: \(error).")
    }
    guard let members = value.members else {
      throw Problem(
        .malformedBody, "请求内容应当是一个JSON对象。", "The body is to be a JSON object.")
    }
    self.members = members
  }

  /// Takes the fields of a form.
  init(form: [FormField], _ declared: [Field]) {
    self.declared = declared
    base = JSONPointer()
    isForm = true
    members = form.map { JSONValue.Member($0.name, .string($0.value)) }
  }

  /// Takes the fields of one of a list's objects.
  private init(members: [JSONValue.Member], _ declared: [Field], under base: JSONPointer) {
    self.declared = declared
    self.members = members
    self.base = base
    isForm = false
  }

  /// A list of objects, each with these fields; what is wrong with one is named by its place.
  mutating func list<Value>(
    _ name: String, _ fields: [Field], count: ClosedRange<Int>,
    _ make: (inout FieldReader) -> Value?
  ) -> [Value] {
    let rule = field(name).rule
    guard let elements = member(name)?.elements, count.contains(elements.count) else {
      add(name, words(of: rule))
      return []
    }
    var values: [Value] = []
    for (index, element) in elements.enumerated() {
      let place = base.appending(name).appending(index)
      guard let members = element.members else {
        problems.append(
          FieldProblem(pointer: place, detail: Words("应为JSON对象。", "This is a JSON object.")))
        continue
      }
      var reader = FieldReader(members: members, fields, under: place)
      if let value = make(&reader) { values.append(value) }
      problems += reader.everythingWrong().shown
    }
    return values
  }

  /// A list of texts, each of which keeps the rule; it may be left out.
  mutating func texts<Value>(
    _ name: String, count: ClosedRange<Int>, _ make: (String) -> Value?
  ) -> [Value] {
    let rule = field(name).rule
    guard let found = member(name), !found.isNull else { return [] }
    guard let elements = found.elements, count.contains(elements.count) else {
      add(name, words(of: rule))
      return []
    }
    let values = elements.compactMap { $0.string.flatMap(make) }
    if values.count < elements.count { add(name, words(of: rule)) }
    return values
  }

  /// A field that must be there and keep its rule.
  mutating func required<Value>(_ name: String, _ make: (String) -> Value?) -> Value? {
    let rule = field(name).rule
    guard let text = text(name, rule) else {
      if !hasProblem(name) {
        add(
          name, Words("必填。\(words(of: rule).chinese)", "This is needed. \(words(of: rule).english)")
        )
      }
      return nil
    }
    return value(name, text, rule, make)
  }

  /// A field that may be left out or empty, and otherwise must keep its rule.
  mutating func optional<Value>(_ name: String, _ make: (String) -> Value?) -> Value? {
    let field = field(name)
    assert(!field.isNeeded, "the contract says that \(name) is needed, the handler that it is not")
    return text(name, field.rule).flatMap { value(name, $0, field.rule, make) }
  }

  /// Whether a field holds anything.
  func has(_ name: String) -> Bool { member(name)?.string?.isEmpty == false }

  /// Notes that something is wrong with a field for a reason of the whole.
  mutating func refuse(_ name: String, _ words: Words) { add(name, words) }

  /// An integer that must be there and keep its rule.
  mutating func requiredInteger<Value>(_ name: String, _ make: (Int) -> Value?) -> Value? {
    let rule = field(name).rule
    if let found = member(name)?.int.flatMap(make) { return found }
    add(name, words(of: rule))
    return nil
  }

  /// An integer that may be left out, and otherwise must keep its rule.
  mutating func optionalInteger<Value>(_ name: String, _ make: (Int) -> Value?) -> Value? {
    let rule = field(name).rule
    guard let found = member(name), !found.isNull else { return nil }
    if let value = found.int.flatMap(make) { return value }
    add(name, words(of: rule))
    return nil
  }

  /// `true` or `false`; false where it is left out.
  mutating func flag(_ name: String) -> Bool {
    let rule = field(name).rule
    guard let found = member(name) else { return false }
    if let flag = found.bool { return flag }
    add(name, words(of: rule))
    return false
  }

  /// The most problems that one answer names: a body of unknown names must not make a long answer.
  private static let mostProblems = 20

  /// Ends the reading.
  ///
  /// - Throws: one problem that counts everything that was wrong, unknown fields included, and names
  ///   it as far as there is room.
  func finish() throws {
    let (all, count) = everythingWrong()
    guard count > 0 else { return }
    var problem = Problem(
      .invalidRequest, "有\(count)处需要改正。",
      count == 1 ? "One thing is to be corrected." : "\(count) things are to be corrected.")
    problem.errors = Array(all.prefix(Self.mostProblems))
    throw problem
  }

  /// What is wrong so far, unknown fields included, as far as there is room; and how much it is.
  private func everythingWrong() -> (shown: [FieldProblem], count: Int) {
    assert(
      Set(asked) == Set(declared.map(\.name)),
      "the contract names \(declared.map(\.name)), the handler has read \(asked.sorted())")
    var all = problems
    let unknown = members.filter { !asked.contains($0.key) }
    let known = unknown.isEmpty ? "" : Set(asked).sorted().joined(separator: ", ")
    for member in unknown.prefix(Self.mostProblems) {
      all.append(
        FieldProblem(
          pointer: base.appending(member.key),
          detail: Words(
            known.isEmpty ? "不认识这一项。" : "不认识这一项；可填：\(known)。",
            known.isEmpty
              ? "This field is not known." : "This field is not known; there are: \(known).")))
    }
    return (all, problems.count + unknown.count)
  }

  /// A form is filled in by people, JSON by programs.
  private func words(of rule: FieldRule) -> Words {
    isForm ? rule.pageWords ?? rule.words : rule.words
  }

  /// What the contract says of a field.
  private mutating func field(_ name: String) -> Field {
    asked.append(name)
    guard let field = declared.first(where: { $0.name == name }) else {
      assertionFailure("the endpoint's contract does not name the field \(name): name it there")
      return Field(name: name, rule: .unnamed, isNeeded: false)
    }
    return field
  }

  private mutating func text(_ name: String, _ rule: FieldRule) -> String? {
    guard let found = member(name), !found.isNull else { return nil }
    guard let text = found.string else {
      add(
        name,
        Words("应为字符串。\(words(of: rule).chinese)", "This is a string. \(words(of: rule).english)"))
      return nil
    }
    return text.isEmpty ? nil : text
  }

  private mutating func value<Value>(
    _ name: String, _ text: String, _ rule: FieldRule, _ make: (String) -> Value?
  ) -> Value? {
    if let value = isForm ? FullWidth.read(text, make) : make(text) { return value }
    add(name, rule.fault?(text) ?? words(of: rule))
    return nil
  }

  private func member(_ name: String) -> JSONValue? { members.first { $0.key == name }?.value }

  private mutating func add(_ name: String, _ words: Words) {
    problems.append(FieldProblem(pointer: base.appending(name), detail: words))
  }

  private func hasProblem(_ name: String) -> Bool {
    problems.contains { $0.pointer == base.appending(name) }
  }
}
