/// The difference of two texts by lines, as `diff -u` writes it and `patch -p0` reads it.
public enum UnifiedDiff {
  /// Lines of context around a change.
  static let context = 3

  /// - Parameters:
  ///   - path: what both headers name.
  ///   - before: the old text.
  ///   - after: the new text.
  /// - Returns: headers and hunks, each line with its line feed; empty where nothing has changed.
  ///   What is not UTF-8 becomes U+FFFD.
  public static func text(path: String, before: [UInt8], after: [UInt8]) -> String {
    guard before != after else { return "" }
    let old = lines(before)
    let new = lines(after)
    var output = "--- \(path)\n+++ \(path)\n"
    for hunk in hunks(LineComparison.steps(old, new)) {
      output += header(hunk)
      for step in hunk {
        switch step {
        case .same(let line, _): write(" ", old[line], to: &output)
        case .removed(let line, _): write("-", old[line], to: &output)
        case .added(_, let line): write("+", new[line], to: &output)
        }
      }
    }
    return output
  }

  /// The lines with their ends.
  private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.count
      lines.append(text[start..<end])
      start = end
    }
    return lines
  }

  /// Changes with their context; those that share some stand together.
  private static func hunks(_ steps: [LineComparison.Step]) -> [ArraySlice<LineComparison.Step>] {
    var hunks: [ArraySlice<LineComparison.Step>] = []
    for (index, step) in steps.enumerated() where !step.isSame {
      let end = min(steps.count, index + context + 1)
      let start = max(0, index - context)
      if let last = hunks.last, last.endIndex >= start {
        hunks[hunks.count - 1] = steps[last.startIndex..<end]
      } else {
        hunks.append(steps[start..<end])
      }
    }
    return hunks
  }

  private static func header(_ hunk: ArraySlice<LineComparison.Step>) -> String {
    let (old, new) = hunk.first?.places ?? (0, 0)
    let oldCount = hunk.count { !$0.isAdded }
    let newCount = hunk.count { !$0.isRemoved }
    return "@@ -\(range(old, oldCount)) +\(range(new, newCount)) @@\n"
  }

  /// `3,7`; `3` for one line; the line before for none.
  private static func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }

  private static func write(
    _ mark: String, _ line: ArraySlice<UInt8>, to output: inout String
  ) {
    output += mark + String(decoding: line, as: UTF8.self)
    if line.last != UInt8(ascii: "\n") { output += "\n\\ No newline at end of file\n" }
  }
}

/// The shortest way from one list of lines to another (Myers, 1986).
private enum LineComparison {
  /// One line of the way; the numbers are the places in the old and the new list.
  enum Step {
    case same(Int, Int)
    case removed(Int, Int)
    case added(Int, Int)

    var isSame: Bool { if case .same = self { true } else { false } }
    var isAdded: Bool { if case .added = self { true } else { false } }
    var isRemoved: Bool { if case .removed = self { true } else { false } }
    var places: (Int, Int) {
      switch self {
      case .same(let old, let new), .removed(let old, let new), .added(let old, let new):
        (old, new)
      }
    }
  }

  /// Beyond so many changes the whole middle is given as one: the way there would take memory with
  /// the square of this.
  static let mostChanges = 1_000

  static func steps(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Step] {
    var head = 0
    while head < min(old.count, new.count), old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < min(old.count, new.count) - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    let oldMiddle = head..<old.count - tail
    let newMiddle = head..<new.count - tail
    var steps = (0..<head).map { Step.same($0, $0) }
    steps += middle(old, oldMiddle, new, newMiddle) ?? replacement(oldMiddle, newMiddle)
    steps += (0..<tail).map { .same(oldMiddle.upperBound + $0, newMiddle.upperBound + $0) }
    return steps
  }

  private static func replacement(_ old: Range<Int>, _ new: Range<Int>) -> [Step] {
    old.map { .removed($0, new.lowerBound) } + new.map { .added(old.upperBound, $0) }
  }

  private static func middle(
    _ old: [ArraySlice<UInt8>], _ oldRange: Range<Int>, _ new: [ArraySlice<UInt8>],
    _ newRange: Range<Int>
  ) -> [Step]? {
    let (n, m) = (oldRange.count, newRange.count)
    let most = min(n + m, mostChanges)
    var furthest = [Int](repeating: 0, count: 2 * most + 3)
    var trace: [[Int]] = []
    for changes in 0...most {
      trace.append(furthest)
      for diagonal in stride(from: -changes, through: changes, by: 2) {
        let place = diagonal + most + 1
        let isDown =
          diagonal == -changes
          || diagonal != changes && furthest[place - 1] < furthest[place + 1]
        var x = isDown ? furthest[place + 1] : furthest[place - 1] + 1
        var y = x - diagonal
        while x < n, y < m, old[oldRange.lowerBound + x] == new[newRange.lowerBound + y] {
          x += 1
          y += 1
        }
        furthest[place] = x
        if x >= n, y >= m {
          return way(back: trace, most, oldRange, newRange)
        }
      }
    }
    return nil
  }

  private static func way(
    back trace: [[Int]], _ most: Int, _ old: Range<Int>, _ new: Range<Int>
  ) -> [Step] {
    var (x, y) = (old.count, new.count)
    var steps: [Step] = []
    for (changes, furthest) in trace.enumerated().reversed() {
      let diagonal = x - y
      let place = diagonal + most + 1
      let isDown =
        diagonal == -changes || diagonal != changes && furthest[place - 1] < furthest[place + 1]
      let before = isDown ? diagonal + 1 : diagonal - 1
      let startX = changes == 0 ? 0 : furthest[before + most + 1]
      let startY = changes == 0 ? 0 : startX - before
      while x > startX, y > startY {
        x -= 1
        y -= 1
        steps.append(.same(old.lowerBound + x, new.lowerBound + y))
      }
      guard changes > 0 else { break }
      if isDown { y -= 1 } else { x -= 1 }
      let (oldPlace, newPlace) = (old.lowerBound + x, new.lowerBound + y)
      steps.append(isDown ? .added(oldPlace, newPlace) : .removed(oldPlace, newPlace))
    }
    return steps.reversed()
  }
}
