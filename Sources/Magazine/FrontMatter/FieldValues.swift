import CivilTime

extension Fields {
  /// A text; without the line feeds that a block of YAML ends with.
  func text(_ name: StaticString) -> String? { located(name)?.value }

  /// A text and its place.
  func located(_ name: StaticString) -> Located<String>? {
    guard let node = entry(name)?.value else { return nil }
    guard case .scalar(let scalar) = node.value else {
      refuse(node, name, "takes one text, not \(node.noun)")
      return nil
    }
    let text = scalar.trimmed
    if text.isEmpty, key(name).isRequired { refuse(node, name, "is empty") }
    if text.hasBoldMarks, key(name).kind == .text {
      report.warning(
        at: node.position, "“\(name)” is plain text: a page shows its ** as they are",
        remedy: "take the ** away")
    }
    return text.isEmpty ? nil : Located(text, at: node.position)
  }

  /// A list of texts, or one text alone.
  func texts(_ name: StaticString) -> [Located<String>] {
    guard let node = entry(name)?.value else { return [] }
    let items: [YAMLNode]
    switch node.value {
    case .scalar: items = [node]
    case .sequence(let sequence): items = sequence
    case .mapping:
      refuse(node, name, "takes a list of texts, not keys and values")
      return []
    }
    var texts: [Located<String>] = []
    for item in items {
      guard case .scalar(let scalar) = item.value, !scalar.trimmed.isEmpty else {
        refuse(
          item, name, "takes a list of texts; this item is \(item.isNull ? "empty" : item.noun)")
        continue
      }
      texts.append(Located(scalar.trimmed, at: item.position))
    }
    return texts
  }

  /// A list of names, none of which holds the marks that hold a list's items apart.
  func names(_ name: StaticString) -> [Located<String>] {
    guard let node = entry(name)?.value else { return [] }
    let items = if case .sequence(let items) = node.value { items } else { [node] }
    for item in items {
      // In quotation marks it is what its author says it is.
      guard case .scalar(let scalar) = item.value, scalar.isPlain,
        WideList.mayStand(in: scalar.bytes), let list = WideList(scalar.trimmed)
      else { continue }
      report.warning(
        at: item.position,
        "“\(name)” takes “\(Slug.shown(scalar.trimmed))” for one: \(list.fault)",
        remedy:
          "write [\(list.items.joined(separator: ", "))]; if it is one, put it in quotation marks")
    }
    return texts(name)
  }

  /// `true` or `false`; false where the key is absent.
  func flag(_ name: StaticString) -> Bool {
    entry(name).flatMap { flag($0.value, key(name)) } ?? false
  }

  /// The names of the keys that are `false`.
  func disabled() -> Set<String> {
    let flags = table.keys.filter { $0.kind == .flag }
    return Set(
      flags.filter { key in
        let entry = entries.first { $0.key.isText(key.name) && !$0.value.isNull }
        return entry.flatMap { flag($0.value, key) } == false
      }.map(\.name))
  }

  private func flag(_ node: YAMLNode, _ key: Key) -> Bool? {
    guard case .scalar(let scalar) = node.value else {
      refuse(node, key, "takes true or false, not \(node.noun)")
      return nil
    }
    switch scalar.trimmed {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    case let word:
      refuse(
        node, key, "takes true or false, not “\(word)”", remedy: "write “true” or “false”")
      return nil
    }
  }

  /// A whole number within `range`.
  func number(_ name: StaticString, in range: ClosedRange<Int>) -> Int? {
    guard let found = located(name), let node = entry(name)?.value else { return nil }
    guard let number = Int(found.value), found.value.utf8.first != UInt8(ascii: "+") else {
      refuse(node, name, "takes a whole number, not “\(found.value)”")
      return nil
    }
    guard range.contains(number) else {
      let most = range.upperBound == .max ? "" : " and at most \(range.upperBound)"
      refuse(
        node, name, "is \(number)",
        remedy: "write a whole number of at least \(range.lowerBound)\(most)")
      return nil
    }
    return number
  }

  /// A date.
  func day(_ name: StaticString) -> Day? {
    guard let found = located(name), let node = entry(name)?.value else { return nil }
    if let day = Day(found.value) { return day }
    refuseDate(node, name, found.value)
    return nil
  }

  /// A point in time, or a whole day.
  func moment(_ name: StaticString) -> Moment? {
    guard let found = located(name), let node = entry(name)?.value else { return nil }
    if let moment = Moment(found.value) { return moment }
    refuseDate(node, name, found.value)
    return nil
  }

  /// One of a few words, each with what it means.
  func choice<Value>(
    _ name: StaticString, _ words: KeyValuePairs<String, Value>
  ) -> Value? {
    guard let found = located(name), let node = entry(name)?.value else { return nil }
    if let match = words.first(where: { $0.key == found.value }) { return match.value }
    let known = words.map(\.key)
    refuse(
      node, name, "cannot be “\(found.value)”",
      remedy: Nearest.remedy(for: found.value, among: known, noun: "words for it"))
    return nil
  }

  /// A word of lower-case letters, digits and hyphens.
  func slug(_ name: StaticString) -> String? {
    guard let found = located(name), let node = entry(name)?.value else { return nil }
    let length = found.value.utf8.count
    guard length <= Slug.longest else {
      refuse(
        node, name, "has \(length) bytes",
        remedy: "write at most \(Slug.longest), and better a word or two")
      return nil
    }
    if Slug.isStrict(found.value) { return found.value }
    let suggestion = Slug.suggestion(for: found.value)
    refuse(
      node, name, "is “\(found.value)”, which cannot stand in a URL",
      remedy: suggestion.map { "write “\($0)”" }
        ?? "use the letters a-z, digits and hyphens, for example in pinyin")
    return nil
  }

  /// A code that the club's register takes; `reserved` are those that it keeps for itself.
  func code(_ name: StaticString, reserved: [String] = []) -> String? {
    guard let found = located(name), let node = entry(name)?.value else { return nil }
    if reserved.contains(found.value) {
      refuse(
        node, name, "cannot be “\(found.value)”, which the program uses itself",
        remedy: "choose another code, for example “\(key(name).example)”")
      return nil
    }
    if Slug.isCode(found.value) { return found.value }
    let length = found.value.utf8.count
    if length > Slug.longestCode, Slug.isPlainFileName(found.value) {
      refuse(
        node, name, "has \(length) characters",
        remedy: "write at most \(Slug.longestCode), for example “\(key(name).example)”")
      return nil
    }
    refuse(
      node, name, "is “\(found.value)”, which the club's register cannot hold",
      remedy: Slug.suggestion(for: found.value).flatMap { Slug.isCode($0) ? "write “\($0)”" : nil }
        ?? "use ASCII letters, digits, -, _ and ., beginning with a letter or a digit")
    return nil
  }

  /// A colour as `#rrggbb`, in lower case.
  func color(_ name: StaticString) -> String? {
    guard let found = located(name), let node = entry(name)?.value else { return nil }
    let digits =
      found.value.utf8.first == UInt8(ascii: "#") ? found.value.dropFirst() : found.value[...]
    let isHexadecimal = digits.utf8.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
      default: false
      }
    }
    guard isHexadecimal, digits.utf8.count == 6 else {
      refuse(node, name, "is no colour: “\(found.value)”")
      return nil
    }
    return "#\(digits.lowercased())"
  }

  /// Keys of its own.
  func mapping(_ name: StaticString, _ table: KeyTable) -> Fields? {
    guard let entry = entry(name) else { return nil }
    return Fields(entry.value, table: table, position: entry.keyPosition, report: report)
  }

  /// A list of mappings.
  func mappings(_ name: StaticString, _ table: KeyTable) -> [Fields] {
    guard let node = entry(name)?.value else { return [] }
    guard case .sequence(let items) = node.value else {
      let first = table.keys.first.map { "- \($0.name): \($0.example)" } ?? "- …"
      refuse(
        node, name, "takes a list, each item beginning with a hyphen",
        remedy: "write “\(first)” on a line of its own")
      return []
    }
    return items.map { Fields($0, table: table, position: $0.position, report: report) }
  }

  private func refuseDate(_ node: YAMLNode, _ name: StaticString, _ text: String) {
    let wantsTime = key(name).kind == .time
    let form = wantsTime ? "2026-11-28 09:30, or 2026-11-28" : "2026-11-07"
    let fixed = Moment.repaired(text, withTime: wantsTime)
    refuse(
      node, name, "is no \(wantsTime ? "date and time" : "date"): “\(text)”",
      remedy: fixed.map { "write “\($0)”" } ?? "write an existing day in the form \(form)")
  }
}

extension YAMLNode {
  /// What stands there, in an editor's words.
  var noun: String {
    switch value {
    case .scalar: "a text"
    case .sequence: "a list"
    case .mapping: "keys and values"
    }
  }
}

extension String {
  /// Whether something stands between two pairs of asterisks.
  fileprivate var hasBoldMarks: Bool {
    guard utf8.contains(UInt8(ascii: "*")), let first = firstRange(of: "**") else { return false }
    return self[first.upperBound...].firstRange(of: "**").map { $0.lowerBound > first.upperBound }
      ?? false
  }
}

/// `甲、乙`, `【甲，乙】`: a list by the marks of Chinese text, which YAML takes for one text.
private struct WideList {
  var fault: String
  var items: [String]

  /// Whether any byte may belong to one of the marks: a comma, or one of those that full-width marks begin
  /// with in UTF-8. Names are in every file, and hardly any has one.
  static func mayStand(in bytes: some Sequence<UInt8>) -> Bool {
    bytes.contains { $0 == UInt8(ascii: ",") || $0 == 0xE3 || $0 == 0xEF }
  }

  /// Reads a text; nil where it is no list.
  init?(_ text: String) {
    var text = text[...]
    let brackets = "【】［］〔〕"
    let hasBrackets =
      text.first.map { brackets.contains($0) } ?? false
      || text.last.map { brackets.contains($0) } ?? false
    if hasBrackets {
      text = text.drop { brackets.contains($0) }
      while let last = text.last, brackets.contains(last) { text.removeLast() }
    }
    let isChinese = text.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) }
    items = text.split { "，、；".contains($0) || $0 == "," && isChinese }
      .map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      .filter { !$0.isEmpty }
    guard hasBrackets || items.count > 1, !items.isEmpty else { return nil }
    if hasBrackets {
      fault = "the brackets have full width"
    } else if text.contains(where: { "，、；".contains($0) }) {
      fault = "the marks between have full width"
    } else {
      fault = "there are no brackets"
    }
  }
}

extension YAMLScalar {
  /// The text without blanks and line feeds at its ends.
  var trimmed: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var rest = bytes.drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(decoding: rest, as: UTF8.self)
  }
}
