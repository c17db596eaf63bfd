import Synchronization
import Testing

@testable import huikan

@Suite("One writer at a time")
struct TurnsTests {
  private struct Refused: Error {}

  private final class Count: Sendable {
    let inside = Atomic<Int>(0)
    let done = Atomic<Int>(0)
  }

  @Test("work of many tasks never overlaps, and a failure gives the turn on")
  func oneAfterTheOther() async {
    let turns = Turns()
    let count = Count()
    await withTaskGroup { group in
      for number in 0..<100 {
        group.addTask {
          try? await turns.take {
            #expect(count.inside.add(1, ordering: .sequentiallyConsistent).newValue == 1)
            await Task.yield()
            count.inside.subtract(1, ordering: .sequentiallyConsistent)
            count.done.add(1, ordering: .sequentiallyConsistent)
            if number.isMultiple(of: 7) { throw Refused() }
          }
        }
      }
    }
    #expect(count.done.load(ordering: .sequentiallyConsistent) == 100)
    #expect(await turns.take { 7 } == 7)
  }
}
