/// Finds the parts of a program that print shared contexts alone, and puts an operation before each
/// that prints what was kept of it.
///
/// A page's masthead, menus and foot are most of a template's operations and the same on thousands
/// of pages: so they cost one copy instead of a text, a test or a section for every word of them.
struct Folding {
  private let operations: [Operation]
  /// The shared context that an operation reads, and no other; nil for one that reads another.
  private let sources: [SharedSource?]
  private var fragments: [(range: Range<Int>, source: SharedSource)] = []

  /// - Parameters:
  ///   - operations: a whole routine.
  ///   - sources: at each operation's place the shared context that it reads; nil for literals.
  init(_ operations: [Operation], sources: [SharedSource?]) {
    self.operations = operations
    self.sources = sources
  }

  /// The routine with its fragments.
  mutating func folded() -> [Operation] {
    find(in: 0..<operations.count)
    guard !fragments.isEmpty else { return operations }
    var folded: [Operation] = []
    folded.reserveCapacity(operations.count + fragments.count)
    var next = fragments[...]
    for (place, operation) in operations.enumerated() {
      if let fragment = next.first, fragment.range.lowerBound == place {
        folded.append(
          .fragment(
            fragment.source, index: fragments.count - next.count,
            end: moved(fragment.range.upperBound)))
        next.removeFirst()
      }
      folded.append(moved(operation))
    }
    return folded
  }

  /// Finds the longest runs of statements that read one shared context, within a range.
  private mutating func find(in range: Range<Int>) {
    var place = range.lowerBound
    var run: (start: Int, source: SharedSource)?
    var literals = place
    while place < range.upperBound {
      let end = self.end(of: place)
      if isLiteral(place) {
        place = end
        continue
      }
      let source = self.source(of: place..<end)
      if let open = run, source.map({ !$0.isSame(as: open.source) }) ?? true {
        fragments.append((open.start..<place, open.source))
        run = nil
        literals = place
      }
      if let source {
        if run == nil { run = (literals, source) }
      } else {
        find(in: place + 1..<end)
        literals = end
      }
      place = end
    }
    if let run { fragments.append((run.start..<range.upperBound, run.source)) }
  }

  /// The shared context that everything in a statement reads; nil where there is no such.
  private func source(of statement: Range<Int>) -> SharedSource? {
    guard let source = sources[statement.lowerBound], !source.isEntered else { return nil }
    for place in statement where !isLiteral(place) {
      guard let other = sources[place], other.isSame(as: source) else { return nil }
    }
    return source
  }

  private func isLiteral(_ place: Int) -> Bool {
    if case .literal = operations[place] { return true }
    return false
  }

  /// Where the statement at a place ends: an operation, with those that depend on it.
  private func end(of place: Int) -> Int {
    switch operations[place] {
    case .each(_, _, _, let end), .unless(_, _, let end), .when(_, _, let end): end
    default: place + 1
    }
  }

  /// The place to which a jump goes once the fragments stand between.
  private func moved(_ target: Int) -> Int {
    target + fragments.count { $0.range.lowerBound < target }
  }

  private func moved(_ operation: Operation) -> Operation {
    switch operation {
    case .each(let slot, let walk, let element, let end):
      .each(slot: slot, walk: walk, element: element, end: moved(end))
    case .unless(let slot, let test, let target):
      .unless(slot: slot, test, target: moved(target))
    case .when(let slot, let test, let target): .when(slot: slot, test, target: moved(target))
    default: operation
    }
  }
}
