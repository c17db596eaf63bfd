import NIOCore
import NIOHTTPTypes

/// Closes a connection on which nothing arrives, in the middle of a request as well as between two.
///
/// Hummingbird has such a clock too, but takes an answer for given as soon as it is written: a large one
/// was cut off in the middle of its way, however steadily it was fetched. Here it is given when its end has
/// gone out to the system; that it goes out at all, `AnswerDeadline` sees to.
final class IdleDeadline: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let patience: TimeAmount
  /// Whether a request has begun and has not come whole.
  private var isArriving = false
  /// Requests that have begun and whose answers have not gone out whole.
  private var unanswered = 0
  /// When something last arrived, or an answer had gone out.
  private var latest = NIODeadline.now()
  private var deadline: Scheduled<Void>?

  /// - Parameter patience: how long nothing may arrive.
  init(_ patience: TimeAmount) { self.patience = patience }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { begin(context.channel) }
  }

  func channelActive(context: ChannelHandlerContext) {
    begin(context.channel)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    latest = .now()
    switch unwrapInboundIn(data) {
    case .head:
      isArriving = true
      unanswered += 1
    case .body: break
    case .end: isArriving = false
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
    promise.futureResult.assumeIsolated().whenComplete { _ in
      self.latest = .now()
      // What is no HTTP is answered without ever having been a request.
      self.unanswered = max(0, self.unanswered - 1)
    }
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancel() }

  private func begin(_ channel: any Channel) {
    guard deadline == nil else { return }
    latest = .now()
    wait(patience, for: channel)
  }

  private func wait(_ time: TimeAmount, for channel: any Channel) {
    deadline = channel.eventLoop.assumeIsolated().scheduleTask(in: time) {
      // Whoever waits for an answer, or fetches one, has nothing to send meanwhile.
      if self.unanswered > (self.isArriving ? 1 : 0) {
        return self.wait(self.patience, for: channel)
      }
      let left = self.latest + self.patience - NIODeadline.now()
      guard left > .zero else { return channel.close(promise: nil) }
      self.wait(left, for: channel)
    }
  }

  private func cancel() {
    deadline?.cancel()
    deadline = nil
  }
}
