extension Program {
  /// Appends what the template prints for a context.
  func run(_ root: Frame, into output: inout [UInt8]) {
    var sink = ByteSink(capacity: literals.count * 2 + 4096)
    withUnsafeTemporaryAllocation(of: Frame.self, capacity: slotCount) { slots in
      slots.initialize(repeating: root)
      literals.withUnsafeBufferPointer { literals in
        let machine = Machine(program: self, literals: literals, slots: slots)
        machine.run(0, indentation: [], into: &sink)
      }
      slots.deinitialize()
    }
    sink.finish(into: &output)
  }
}

/// Runs a program's operations. The pointers live as long as one call of `Program.run`.
private struct Machine {
  let program: Program
  let literals: UnsafeBufferPointer<UInt8>
  let slots: UnsafeMutableBufferPointer<Frame>

  func run(_ routine: Int, indentation: [UInt8], into sink: inout ByteSink) {
    program.routines[routine].withUnsafeBufferPointer { operations in
      run(operations, 0..<operations.count, indentation: indentation, into: &sink)
    }
  }

  private func run(
    _ operations: UnsafeBufferPointer<Operation>, _ range: Range<Int>, indentation: [UInt8],
    into sink: inout ByteSink
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let operation = operations[position]
      position += 1
      switch operation {
      case .literal(let bytes):
        sink.append(UnsafeBufferPointer(rebasing: literals[bytes]))
      case .text(let slot, let get):
        sink.append(escaping: get(slots[slot]))
      case .rawText(let slot, let get):
        sink.append(get(slots[slot]))
      case .html(let slot, let get):
        sink.append(get(slots[slot]).bytes)
      case .number(let slot, let get):
        sink.append(digitsOf: get(slots[slot]))
      case .unless(let slot, let test, let target):
        if !test(slots[slot]) { position = target }
      case .when(let slot, let test, let target):
        if test(slots[slot]) { position = target }
      case .each(let slot, let walk, let element, let end):
        let outer = slots[element]
        walk(slots[slot]) { frame in
          slots[element] = frame
          run(operations, position..<end, indentation: indentation, into: &sink)
        }
        slots[element] = outer
        position = end
      case .fragment(let source, let index, let end):
        let fragments = source.fragments(slots[source.slot])
        let key = Fragments.Key(program: program.id, index: index)
        if let bytes = fragments.bytes(key) {
          sink.append(bytes)
        } else {
          let start = sink.count
          run(operations, position..<end, indentation: indentation, into: &sink)
          fragments.keep(sink.bytes(from: start), as: key)
        }
        position = end
      case .indent:
        sink.append(indentation)
      case .call(let routine, let added, let nested):
        run(
          routine, indentation: (nested ? indentation : []) + Array(literals[added]), into: &sink)
      }
    }
  }
}
