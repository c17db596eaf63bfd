import Hummingbird
public import HummingbirdCore
public import NIOCore

extension ClubAPI {
  /// HTTP/1.1 with the limits that the club's requests keep within, to be handed to `Application`.
  ///
  /// A connection on which nothing arrives is closed, in the middle of a request as well as between
  /// two, so that slow clients cannot use up the descriptors. Headers of more than 16 KB, or more
  /// than 100 of them, end the connection with 400 before anybody looks at them.
  ///
  /// - Parameter idleTimeout: how long nothing may arrive.
  /// - Returns: the server.
  public static func server(idleTimeout: TimeAmount = .seconds(30)) -> HTTPServerBuilder {
    .http1(
      configuration: HTTP1Channel.Configuration(
        idleTimeout: idleTimeout,
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
          maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100)))
  }
}
