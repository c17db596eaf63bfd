/// Runs tasks on the thread that asks for it, a piece at a time, in an order that a seed decides.
///
/// A task that waits for nothing but others of the same scheduler is thus as reproducible as a
/// plain function.
final class Scheduler: TaskExecutor, @unchecked Sendable {
  private var ready: [UnownedJob] = []
  private var generator: SplitMix
  private var isRunning = false

  init(seed: UInt64) { generator = SplitMix(state: seed) }

  /// Starts a task; it runs when `step` picks it.
  func start(_ body: sending @escaping () async -> Void) {
    Task(executorPreference: self) { await body() }
  }

  func enqueue(_ job: consuming ExecutorJob) { ready.append(UnownedJob(job)) }

  /// Runs a task that is ready, up to where it waits.
  /// - Returns: false where none is ready, or one is running already.
  @discardableResult
  func step() -> Bool {
    guard !isRunning, !ready.isEmpty else { return false }
    isRunning = true
    defer { isRunning = false }
    let job = ready.remove(at: Int.random(in: ready.indices, using: &generator))
    job.runSynchronously(on: asUnownedTaskExecutor())
    return true
  }
}
