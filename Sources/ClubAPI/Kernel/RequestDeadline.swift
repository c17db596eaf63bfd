import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request has not come whole in time.
///
/// Hummingbird closes a connection on which nothing arrives, and one whose head takes as long. But a
/// body of which a byte comes now and then is never idle, and could hold its descriptor for days.
///
/// The clock is not stopped with every body: it looks by itself whether one is still coming. So a connection sets
/// it once in a while, and not for each of thousands of requests.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart

  private let patience: TimeAmount
  /// When the body began that is coming now; nil where none is.
  private var begun: NIODeadline?
  private var deadline: Scheduled<Void>?

  /// - Parameter patience: how long a body may take, from its first byte on.
  init(_ patience: TimeAmount) { self.patience = patience }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: break
    // Most requests have no body and need no clock; of a body that never begins nothing arrives.
    case .body where begun == nil:
      begun = context.eventLoop.now
      if deadline == nil { wait(for: context.channel, in: patience) }
    case .body: break
    case .end: begun = nil
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancel() }

  private func wait(for channel: any Channel, in time: TimeAmount) {
    deadline = channel.eventLoop.assumeIsolated().scheduleTask(in: time) {
      self.deadline = nil
      guard let begun = self.begun else { return }
      let left = begun + self.patience - channel.eventLoop.now
      guard left > .zero else { return channel.close(promise: nil) }
      self.wait(for: channel, in: left)
    }
  }

  private func cancel() {
    deadline?.cancel()
    deadline = nil
  }
}
