/// Names of files that begin with a number, written so that they sort as the numbers do:
/// `000000412006.jsonl`.
package enum NumberedName {
  package static func text(_ number: Int, suffix: String) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits + suffix
  }

  /// The number in a name; nil for any other name.
  package static func number(in name: String, suffix: String) -> Int? {
    guard name.hasSuffix(suffix), let number = Int(name.dropLast(suffix.count)), number > 0,
      text(number, suffix: suffix) == name
    else { return nil }
    return number
  }
}
