import Synchronization

/// Lets so many tests in at a time; the others wait in their order.
///
/// Tests run side by side without a limit, and each club holds three files open. Foundation's `Process`
/// looks through all open files of the process when it starts a program, and with more than some 1,300
/// it reads beyond the memory that holds their names: a crash now and then.
final class Turnstile: Sendable {
  static let clubs = Turnstile(places: 48)

  private struct State {
    var places: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(places: Int) { state = Mutex(State(places: places)) }

  func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if state.places == 0 {
          state.waiting.append(continuation)
          return false
        }
        state.places -= 1
        return true
      }
      if isFree { continuation.resume() }
    }
  }

  /// Gives the place to whoever has waited longest.
  func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if state.waiting.isEmpty {
        state.places += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
