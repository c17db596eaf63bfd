public import Hummingbird

/// What the router knows of a request beside the request itself.
public struct ClubRequestContext: RequestContext {
  /// The router's own part.
  public var coreContext: CoreRequestContextStorage
  /// The address at the other end of the connection; nil where there is none (in-process tests).
  let peer: String?

  /// Takes the context of a connection.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}
