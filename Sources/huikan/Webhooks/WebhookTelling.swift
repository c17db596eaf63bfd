import CivilTime
import Club
import ClubStore
import Dispatch
import Logging
import ServiceLifecycle

/// Tells one other system what happens, as facts come; nobody else waits for it.
struct WebhookTelling: Service {
  let store: ClubStore
  let receiver: WebhookReceiver
  /// Subscribed before the first request is served.
  let changes: Changes
  let now: @Sendable () -> Instant
  let logger: Logger
  /// How often it is looked whether somebody's pause is over.
  var tick = Duration.seconds(5)

  func run() async throws {
    let courier = WebhookCourier(receiver, now: now)
    let (calls, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    // What is not answered when the server stops is told again at the next start: nobody waits for it.
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        group.addTask { for await _ in changes { bell.yield() } }
        group.addTask {
          while !Task.isCancelled {
            bell.yield()
            try? await Task.sleep(for: tick)
          }
          bell.finish()
        }
        for await _ in calls { await tell(by: courier) }
        group.cancelAll()
      }
    }
  }

  private func tell(by courier: WebhookCourier) async {
    do {
      while !Task.isCancelled, try await store.tellNext(receiver.name, by: courier) {}
    } catch {
      logger.warning("webhook \(receiver.name): it cannot be told, trying again: \(error)")
    }
  }
}

/// Posts what another system is told.
struct WebhookCourier: WebhookCarrier {
  private let post: SignedPost

  /// - Parameters:
  ///   - receiver: who is told.
  ///   - now: the time that is signed.
  ///   - patience: seconds for each letter.
  init(
    _ receiver: WebhookReceiver, now: @escaping @Sendable () -> Instant, patience: Int = 20
  ) {
    post = SignedPost(
      url: receiver.url, signatures: receiver.signatures, now: now, patience: patience,
      queue: DispatchQueue(label: "webhook.\(receiver.name)"), endsWithTask: true)
  }

  func carry(_ letters: [WebhookLetter]) async -> WebhookAnswer {
    let reply = await post.send(letters.map { SignedPost.Letter(id: $0.id, body: $0.body) })
    return switch reply.outcome {
    case .taken: WebhookAnswer(taken: reply.taken)
    case .answered(let status):
      WebhookAnswer(
        taken: reply.taken, reason: "it answered \(status)", isForGood: status == 410,
        pause: reply.pause)
    case .notReached(let why):
      WebhookAnswer(taken: reply.taken, reason: "it cannot be reached\(why)")
    case .silent(let why):
      WebhookAnswer(taken: reply.taken, reason: "it did not answer\(why)")
    }
  }
}
