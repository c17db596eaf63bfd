import Hummingbird
public import HummingbirdCore
public import NIOCore

extension ClubAPI {
  /// HTTP/1.1 with the limits that the club's requests keep within, to be handed to `Application`.
  ///
  /// A connection on which nothing arrives is closed, in the middle of a request as well as between
  /// two, so that slow clients cannot use up the descriptors; so is one whose body has not come whole
  /// in time, a byte now and then or not, and one that does not fetch its answer. Headers of more than
  /// 16 KB, or more than 100 of them, end the connection with 400 before anybody looks at them.
  ///
  /// - Parameters:
  ///   - idleTimeout: how long nothing may arrive, while no answer is on its way.
  ///   - bodyTimeout: how long a body may take.
  ///   - answerTimeout: how long an answer may wait without a part of it being fetched.
  /// - Returns: the server.
  public static func server(
    idleTimeout: TimeAmount = .seconds(30), bodyTimeout: TimeAmount = .seconds(60),
    answerTimeout: TimeAmount = .seconds(120)
  ) -> HTTPServerBuilder {
    .http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [
          RequestDeadline(bodyTimeout), AnswerDeadline(answerTimeout), IdleDeadline(idleTimeout),
        ],
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
          maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 100)))
  }
}
