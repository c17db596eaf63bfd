import NIOCore
import NIOHTTPTypes

/// Closes a connection whose answer is not fetched.
///
/// Whoever asks and then reads nothing leaves the answer waiting in front of a full socket, and nobody
/// else would ever end that. Answers go out in slices: whoever takes one within the patience gets them
/// all, however large the answer; `IdleDeadline` waits as long.
///
/// The clock is not stopped with every answer: it looks by itself whether anything waits, and since when. So a
/// connection sets it once in a while, and not for each of thousands of answers.
final class AnswerDeadline: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// How many bytes count as progress: a part gets away as a whole or not at all.
  private static let slice = 65_536

  private let patience: TimeAmount
  private var waiting = 0
  /// When something began to wait, or a part last got away.
  private var latest = NIODeadline.now()
  private var isBodiless = true
  private var deadline: Scheduled<Void>?

  /// - Parameter patience: how long no part of an answer may get away.
  init(_ patience: TimeAmount) { self.patience = patience }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    // A head leaves with what follows it, an end with the last of the body.
    switch unwrapOutboundIn(data) {
    case .head:
      isBodiless = true
      context.write(data, promise: promise)
    case .body(var bytes):
      isBodiless = false
      while bytes.readableBytes > Self.slice, let part = bytes.readSlice(length: Self.slice) {
        send(wrapOutboundOut(.body(part)), context, nil)
      }
      // The whole has been written with its last slice.
      send(wrapOutboundOut(.body(bytes)), context, promise)
    case .end where isBodiless: send(data, context, promise)
    case .end: context.write(data, promise: promise)
    }
  }

  private func send(
    _ data: NIOAny, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
  ) {
    let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
    if waiting == 0 { latest = .now() }
    waiting += 1
    promise.futureResult.assumeIsolated().whenComplete { _ in self.written() }
    if deadline == nil { wait(patience, for: context.channel) }
    context.write(data, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = nil
  }

  private func written() {
    waiting -= 1
    latest = .now()
  }

  private func wait(_ time: TimeAmount, for channel: any Channel) {
    deadline = channel.eventLoop.assumeIsolated().scheduleTask(in: time) {
      self.deadline = nil
      guard self.waiting > 0 else { return }
      let left = self.latest + self.patience - NIODeadline.now()
      guard left > .zero else { return channel.close(promise: nil) }
      self.wait(left, for: channel)
    }
  }
}
