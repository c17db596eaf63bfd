extension Program {
  /// Appends what the template prints for a context.
  func run(_ root: Frame, into output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: Frame.self, capacity: slotCount) { slots in
      slots.initialize(repeating: root)
      literals.withUnsafeBufferPointer { literals in
        let machine = Machine(program: self, literals: literals, slots: slots)
        machine.run(0, indentation: [], into: &output)
      }
      slots.deinitialize()
    }
  }
}

/// Runs a program's operations. The pointers live as long as one call of `Program.run`.
private struct Machine {
  let program: Program
  let literals: UnsafeBufferPointer<UInt8>
  let slots: UnsafeMutableBufferPointer<Frame>

  func run(_ routine: Int, indentation: [UInt8], into output: inout [UInt8]) {
    program.routines[routine].withUnsafeBufferPointer { operations in
      run(operations, 0..<operations.count, indentation: indentation, into: &output)
    }
  }

  private func run(
    _ operations: UnsafeBufferPointer<Operation>, _ range: Range<Int>, indentation: [UInt8],
    into output: inout [UInt8]
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let operation = operations[position]
      position += 1
      switch operation {
      case .literal(let bytes):
        output.append(contentsOf: UnsafeBufferPointer(rebasing: literals[bytes]))
      case .text(let slot, let get):
        appendEscaped(get(slots[slot]), to: &output)
      case .rawText(let slot, let get):
        output.append(contentsOf: get(slots[slot]).utf8)
      case .html(let slot, let get):
        output.append(contentsOf: get(slots[slot]).bytes)
      case .number(let slot, let get):
        appendDigits(of: get(slots[slot]), to: &output)
      case .unless(let slot, let test, let target):
        if !test(slots[slot]) { position = target }
      case .when(let slot, let test, let target):
        if test(slots[slot]) { position = target }
      case .each(let slot, let walk, let element, let end):
        let outer = slots[element]
        walk(slots[slot]) { frame in
          slots[element] = frame
          run(operations, position..<end, indentation: indentation, into: &output)
        }
        slots[element] = outer
        position = end
      case .indent:
        output.append(contentsOf: indentation)
      case .call(let routine, let added, let nested):
        run(
          routine, indentation: (nested ? indentation : []) + Array(literals[added]), into: &output)
      }
    }
  }
}
