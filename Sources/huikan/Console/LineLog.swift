import Logging

/// Writes lines to the error output as `StreamLogHandler` does, but puts what is known of a request together only where
/// a line is written.
///
/// That one does so as soon as it learns something, hence with every request; and of most requests no line is written.
struct LineLog: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  private let lines: StreamLogHandler

  /// - Parameter label: who writes.
  init(label: String) { lines = .standardError(label: label) }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var lines = lines
    lines.metadata = metadata
    lines.log(event: event)
  }
}
