import Glibc
import Synchronization
import Testing

@testable import ClubStore
@testable import Journal
@testable import Simulation

/// `make test` runs 2,000 histories, `HISTORIES=20000` as many as that, `SOAK=600` new ones for as
/// many seconds, and `SEED=1234` the one that failed.
@Suite("Simulated lives of a store")
struct SimulationTests {
  @Test("whatever fails, what was acknowledged is there once, and nothing was shown that is not")
  func histories() async throws {
    if let seed = number("SEED") {
      #expect(History(seed: UInt64(seed)).run() == [])
      return
    }
    let run = Run(limit: number("HISTORIES") ?? 2000, seconds: number("SOAK"))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 { group.addTask { await onThread { run.work() } } }
    }
    let failures = run.failures
    print("\(run.count) simulated histories, \(failures.count) of them wrong")
    for failure in failures.prefix(5) {
      Issue.record("\(failure.problems.joined(separator: "\n"))\n\(command(failure.seed))")
    }
  }

  @Test("the same seed gives the same history")
  func reproducible() {
    let journals = (0..<2).map { _ in
      let history = History(seed: 7)
      #expect(history.run() == [])
      return history.disk.state.withLock { state in
        state.names.keys.sorted().map {
          "\($0) \(state.nodes[state.names[$0] ?? 0]?.current ?? [])"
        }
      }
    }
    #expect(journals[0] == journals[1])
    #expect(!journals[0].isEmpty)
  }

  /// Runs what takes long on a thread of its own: the pool's threads are for other tests.
  private func onThread(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
      _ = DedicatedThread {
        body()
        continuation.resume()
      }
    }
  }

  private func number(_ name: String) -> Int? {
    getenv(name).flatMap { Int(String(cString: $0)) }
  }

  private func command(_ seed: UInt64) -> String {
    "Again: SEED=\(seed) swift test --disable-xctest --filter SimulationTests"
  }
}

/// Histories one after the other, shared out to whoever has time.
private final class Run: Sendable {
  struct Failure {
    var seed: UInt64
    var problems: [String]
  }

  private struct State {
    var next: UInt64 = 1
    var count = 0
    var failures: [Failure] = []
  }

  private let state = Mutex(State())
  private let limit: Int
  private let deadline: ContinuousClock.Instant?

  /// - Parameters:
  ///   - limit: how many histories at the most, unless a time is given.
  ///   - seconds: how long instead.
  init(limit: Int, seconds: Int?) {
    self.limit = seconds == nil ? limit : .max
    deadline = seconds.map { ContinuousClock.now + .seconds($0) }
    if seconds != nil { state.withLock { $0.next = .random(in: 1_000_000...1 << 40) } }
  }

  var count: Int { state.withLock { $0.count } }
  var failures: [Failure] { state.withLock { $0.failures } }

  func work() {
    while let seed = take() {
      let problems = History(seed: seed).run()
      if !problems.isEmpty {
        print("history \(seed) is wrong: \(problems[0])")
        state.withLock { $0.failures.append(Failure(seed: seed, problems: problems)) }
      }
    }
  }

  private func take() -> UInt64? {
    state.withLock { state in
      guard state.count < limit, state.failures.count < 5,
        deadline.map({ ContinuousClock.now < $0 }) ?? true
      else { return nil }
      state.count += 1
      defer { state.next += 1 }
      return state.next
    }
  }
}
