/// The known word that a mistyped one is probably meant to be.
enum Nearest {
  /// The nearest candidate by edit distance (insertion, deletion, substitution, two letters swapped),
  /// or nil where even that is too far to be a slip. The first of equals wins.
  static func word(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().unicodeScalars)
    let limit = max(1, min(3, letters.count / 3))
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// “write “summary”” where one is near; else all that are known, as long as they fit a line.
  static func remedy(for word: String, among candidates: [String], noun: String) -> String {
    if let nearest = self.word(to: word, among: candidates) { return "write “\(nearest)”" }
    guard !candidates.isEmpty else { return "there are no \(noun) to choose from" }
    let shown = candidates.prefix(24).joined(separator: ", ")
    return "the \(noun) are: \(shown)\(candidates.count > 24 ? " …" : "")"
  }

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(
          last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1))
        if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
