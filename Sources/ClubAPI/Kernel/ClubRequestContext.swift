public import Hummingbird
import NIOCore

/// What the router knows of a request beside the request itself.
public struct ClubRequestContext: RequestContext {
  /// The router's own part.
  public var coreContext: CoreRequestContextStorage
  private let remote: SocketAddress?

  /// The address at the other end of the connection; nil where there is none (in-process tests). Few requests are
  /// counted by it, so it is put into words for those alone.
  var peer: String? { remote?.ipAddress }

  /// Takes the context of a connection.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    // Asked now: a channel that has been closed has forgotten it.
    remote = source.channel.remoteAddress
  }
}
