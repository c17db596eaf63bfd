import ClubStore
import Logging
import ServiceLifecycle
import Synchronization

/// Carries messages out of the house as facts call for them, a few at a time, so that a slow gateway
/// holds nobody's code up.
struct MessageService: Service {
  let store: ClubStore
  let carriers: Carriers
  /// Subscribed before the first request is served.
  let changes: Changes
  let logger: Logger

  /// How many are handed over at once.
  static let mostAtOnce = 4
  /// How often those are looked for that wait for another try.
  static let tick = Duration.seconds(5)

  func run() async throws {
    let running = Running()
    let (calls, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await _ in changes.cancelOnGracefulShutdown() { bell.yield() }
        bell.finish()
      }
      group.addTask {
        await cancelWhenGracefulShutdown {
          while !Task.isCancelled {
            bell.yield()
            try? await Task.sleep(for: Self.tick)
          }
        }
      }
      for await _ in calls {
        guard running.enter(upTo: Self.mostAtOnce) else { continue }
        group.addTask {
          // What has been begun is brought to its end; nothing more is begun.
          await cancelWhenGracefulShutdown { await send() }
          running.leave()
        }
      }
      group.cancelAll()
    }
  }

  private func send() async {
    do {
      while !Task.isCancelled, try await store.sendNextMessage(by: carriers) {}
    } catch {
      logger.warning("Messages cannot be sent, trying again: \(error)")
    }
  }

  private final class Running: Sendable {
    private let count = Mutex(0)

    func enter(upTo most: Int) -> Bool {
      count.withLock { count in
        guard count < most else { return false }
        count += 1
        return true
      }
    }

    func leave() { count.withLock { $0 -= 1 } }
  }
}
