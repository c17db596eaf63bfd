import JSON
import Synchronization

@testable import ClubAPI

extension Schema {
  /// What is wrong with a value, and where; nil where nothing is. An answer has no members but those
  /// that are named: what the API says, it has promised.
  func complaint(about value: JSONValue, at pointer: JSONPointer = JSONPointer()) -> String? {
    let place = pointer.description.isEmpty ? "the answer" : pointer.description
    switch self {
    case .nullable(let schema):
      return value.isNull ? nil : schema.complaint(about: value, at: pointer)
    case .blankable(let schema):
      return value.isNull || value.string == "" ? nil : schema.complaint(about: value, at: pointer)
    case .named(_, let schema): return schema.complaint(about: value, at: pointer)
    case .boolean, .flag: return value.bool == nil ? "\(place) is no boolean" : nil
    case .anyObject: return value.members == nil ? "\(place) is no object" : nil
    case .integer(let range):
      guard let number = value.int else { return "\(place) is no integer" }
      return range?.contains(number) == false ? "\(place) is \(number), out of range" : nil
    case .text(let rule):
      guard let text = value.string else { return "\(place) is no string" }
      return rule.complaint(about: text).map { "\(place) is “\(text)”, \($0)" }
    case .list(let element):
      guard let elements = value.elements else { return "\(place) is no array" }
      for (index, value) in elements.enumerated() {
        if let wrong = element.complaint(about: value, at: pointer.appending(index)) {
          return wrong
        }
      }
      return nil
    case .object(let properties):
      guard let members = value.members else { return "\(place) is no object" }
      for property in properties {
        guard let value = value[property.name] else {
          if property.isRequired { return "\(place) has no member \(property.name)" }
          continue
        }
        let deeper = pointer.appending(property.name)
        if let wrong = property.schema.complaint(about: value, at: deeper) { return wrong }
      }
      let unknown = members.first { member in !properties.contains { $0.name == member.key } }
      return unknown.map { "\(place) has a member \($0.key) that the contract does not name" }
    }
  }
}

extension TextRule {
  func complaint(about text: String) -> String? {
    let count = text.unicodeScalars.count
    if let minimum, count < minimum { return "shorter than \(minimum)" }
    if let maximum, count > maximum { return "longer than \(maximum)" }
    if !values.isEmpty, !values.contains(text) { return "none of \(values)" }
    guard let pattern else { return nil }
    guard let compiled = CompiledPattern.of(pattern) else { return "whose \(pattern) is none" }
    return text.firstMatch(of: compiled.regex) == nil ? "which does not match \(pattern)" : nil
  }
}

/// A pattern of a contract, compiled once for the thousands of answers that are held against it: matching changes
/// nothing of it.
private struct CompiledPattern: @unchecked Sendable {
  let regex: Regex<AnyRegexOutput>

  private static let all = Mutex<[String: CompiledPattern]>([:])

  /// Nil where it cannot be read.
  static func of(_ pattern: String) -> CompiledPattern? {
    all.withLock { all in
      if let known = all[pattern] { return known }
      let compiled = (try? Regex(pattern)).map { CompiledPattern(regex: $0) }
      all[pattern] = compiled
      return compiled
    }
  }
}
