/// The operations of the routine being compiled, and the literals of all.
struct CodeBuffer {
  enum Item {
    case operation(Operation)
    case bytes([UInt8])
  }

  private(set) var operations: [Operation] = []
  /// The shared context that each operation reads; nil for literals and for those that read another.
  private(set) var sources: [SharedSource?] = []
  private(set) var literals: [UInt8] = []
  /// Whether a jump ends here, so that the next literal must not join the last one.
  private var isTarget = false

  /// Adds an operation; returns where it stands.
  @discardableResult
  mutating func append(_ operation: Operation, of source: SharedSource? = nil) -> Int {
    operations.append(operation)
    sources.append(source)
    isTarget = false
    return operations.count - 1
  }

  mutating func append(_ item: Item, of source: SharedSource?) {
    switch item {
    case .operation(let operation): append(operation, of: source)
    case .bytes(let bytes): literal(bytes)
    }
  }

  /// Prints bytes; two literals in a row become one.
  mutating func literal(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    if !isTarget, case .literal(let last)? = operations.last, last.upperBound == literals.count {
      literals += bytes
      operations[operations.count - 1] = .literal(last.lowerBound..<literals.count)
    } else {
      append(.literal(store(bytes)))
    }
  }

  /// Keeps bytes without printing them.
  mutating func store(_ bytes: [UInt8]) -> Range<Int> {
    literals += bytes
    return (literals.count - bytes.count)..<literals.count
  }

  /// Makes the operation at `index` go on, or end, at the next operation.
  mutating func setTarget(of index: Int) {
    let target = operations.count
    isTarget = true
    switch operations[index] {
    case .each(let slot, let walk, let element, _):
      operations[index] = .each(slot: slot, walk: walk, element: element, end: target)
    case .unless(let slot, let test, _):
      operations[index] = .unless(slot: slot, test, target: target)
    case .when(let slot, let test, _):
      operations[index] = .when(slot: slot, test, target: target)
    case .literal, .text, .rawText, .html, .number, .indent, .call, .fragment:
      preconditionFailure("only jumps have a target")
    }
  }

  /// Begins another routine; the caller's operations are given to `resume`.
  mutating func suspend() -> Routine {
    defer {
      operations = []
      sources = []
    }
    return Routine(operations: operations, sources: sources)
  }

  /// Ends the routine and goes on with its caller.
  mutating func resume(_ caller: Routine) -> [Operation] {
    defer {
      operations = caller.operations
      sources = caller.sources
    }
    return operations
  }

  /// A routine that waits while another is compiled.
  struct Routine {
    fileprivate var operations: [Operation]
    fileprivate var sources: [SharedSource?]
  }
}
