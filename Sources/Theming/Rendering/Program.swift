import Synchronization

/// A compiled template: routines of flat operations, and the bytes that they print.
struct Program: Sendable {
  /// The first routine is the page; the others are partials that contain themselves.
  let routines: [[Operation]]
  /// Every literal of every routine, one after another.
  let literals: [UInt8]
  /// How many kinds of context the template shows.
  let slotCount: Int
  /// Tells programs apart, for what is kept of their output.
  let id: Int

  init(routines: [[Operation]], literals: [UInt8], slotCount: Int) {
    self.routines = routines
    self.literals = literals
    self.slotCount = slotCount
    id = Self.count.add(1, ordering: .relaxed).newValue
  }

  private static let count = Atomic<Int>(0)
}

/// One step of rendering. A slot holds the innermost context of one shape.
enum Operation: Sendable {
  case literal(Range<Int>)
  case text(slot: Int, @Sendable (Frame) -> String)
  /// Text printed without escaping: in the specification's tests only.
  case rawText(slot: Int, @Sendable (Frame) -> String)
  case html(slot: Int, @Sendable (Frame) -> HTML)
  case number(slot: Int, @Sendable (Frame) -> Int)
  /// Goes on at `target` unless the test says that the value is there.
  case unless(slot: Int, @Sendable (Frame) -> Bool, target: Int)
  /// Goes on at `target` where the test says that the value is there.
  case when(slot: Int, @Sendable (Frame) -> Bool, target: Int)
  /// Runs the operations that follow, up to `end`, once for each element, which lies in `element`.
  case each(slot: Int, walk: @Sendable (Frame, (Frame) -> Void) -> Void, element: Int, end: Int)
  /// Prints the indentation of the routine's caller, at the beginning of a line.
  case indent
  /// Runs another routine, its lines indented by the literal and, where it is on a line of its own,
  /// by this routine's indentation as well.
  case call(routine: Int, indentation: Range<Int>, nested: Bool)
  /// Prints what the operations that follow, up to `end`, have printed before of the same object, and
  /// goes on at `end`; the first time they are run.
  case fragment(SharedSource, index: Int, end: Int)
}
