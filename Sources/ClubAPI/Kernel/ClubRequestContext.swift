public import Hummingbird
import NIOCore

/// What the router knows of a request beside the request itself.
public struct ClubRequestContext: RequestContext {
  /// The router's own part.
  public var coreContext: CoreRequestContextStorage
  private let channel: any Channel

  /// The address at the other end of the connection; nil where there is none (in-process tests). Few requests are
  /// counted by it, so it is put into words for those alone.
  var peer: String? { channel.remoteAddress?.ipAddress }

  /// Takes the context of a connection.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
