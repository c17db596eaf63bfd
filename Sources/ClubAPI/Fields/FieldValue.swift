import Hummingbird

extension HTTPFields {
  /// What the subscript gives, several values joined. That joins a single value too, which every request would pay
  /// for a few times.
  func value(of name: HTTPFields.Element.Name) -> String? {
    var found: String?
    for field in self where field.name == name {
      guard found == nil else { return self[name] }
      found = field.value
    }
    return found
  }
}
