import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request has not come whole in time.
///
/// Hummingbird closes a connection on which nothing arrives, and one whose head takes as long. But a
/// body of which a byte comes now and then is never idle, and could hold its descriptor for days.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart

  private let patience: TimeAmount
  private var deadline: Scheduled<Void>?

  /// - Parameter patience: how long a body may take, from its first byte on.
  init(_ patience: TimeAmount) { self.patience = patience }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: break
    // Most requests have no body and need no clock; of a body that never begins nothing arrives.
    case .body where deadline == nil:
      let channel = context.channel
      deadline = context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
    case .body: break
    case .end: cancel()
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancel() }

  private func cancel() {
    deadline?.cancel()
    deadline = nil
  }
}
