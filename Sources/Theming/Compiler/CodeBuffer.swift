/// The operations of the routine being compiled, and the literals of all.
struct CodeBuffer {
  enum Item {
    case operation(Operation)
    case bytes([UInt8])
  }

  private(set) var operations: [Operation] = []
  private(set) var literals: [UInt8] = []
  /// Whether a jump ends here, so that the next literal must not join the last one.
  private var isTarget = false

  /// Adds an operation; returns where it stands.
  @discardableResult
  mutating func append(_ operation: Operation) -> Int {
    operations.append(operation)
    isTarget = false
    return operations.count - 1
  }

  mutating func append(_ item: Item) {
    switch item {
    case .operation(let operation): append(operation)
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
    case .literal, .text, .rawText, .html, .number, .indent, .call:
      preconditionFailure("only jumps have a target")
    }
  }

  /// Begins another routine; the caller's operations are given to `resume`.
  mutating func suspend() -> [Operation] {
    defer { operations = [] }
    return operations
  }

  /// Ends the routine and goes on with its caller.
  mutating func resume(_ caller: [Operation]) -> [Operation] {
    defer { operations = caller }
    return operations
  }
}
