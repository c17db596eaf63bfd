import Foundation
import JSON
import Testing

/// Another system in Python, which checks what it gets with the lines that docs/webhooks.md shows, writes it down, and
/// answers as its file `answer` says: a status (and `|` and its `Retry-After`), `silent`, a status that only the event
/// behind `@` gets, or 200.
final class Listener {
  struct Delivery {
    /// Whether the documented lines take it for genuine.
    let isGenuine: Bool
    let id: String
    let body: String
    let signature: String

    var type: String? { (try? JSONValue.parse(body))?["type"]?.string }
    var data: JSONValue? { (try? JSONValue.parse(body))?["data"] }
  }

  let port: Int
  private let process = Process()
  private let folder: TemporaryFolder
  private let name: String

  init(_ name: String, in folder: TemporaryFolder, key: String, port: Int = 0) throws {
    self.folder = folder
    self.name = name
    let document = try String(
      contentsOf: Executable.root.appending(path: "docs/webhooks.md"), encoding: .utf8)
    let verify = try #require(
      document.split(separator: "```python\n").last?.split(separator: "```").first)
    try folder.write(
      """
      \(verify)
      import http.server, os, sys, time
      seen, answer, key = sys.argv[1:4]
      class Listener(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        def do_POST(self):
          body = self.rfile.read(int(self.headers["content-length"]))
          said, _, only = (open(answer).read() if os.path.exists(answer) else "200").partition("@")
          if only and only != self.headers["webhook-id"]: said = "200"
          with open(seen, "a") as file:
            file.write(json.dumps({"genuine": genuine(self.headers, body, open(key).read()), "body": body.decode(),
              "id": self.headers["webhook-id"], "signature": self.headers["webhook-signature"], "said": said}) + "\\n")
          if said == "silent": time.sleep(3600)
          status, _, pause = said.partition("|")
          self.send_response(int(status))
          if pause: self.send_header("retry-after", pause)
          self.send_header("content-length", "0")
          self.end_headers()
        def log_message(self, *arguments): pass
      # As many as like may come at once.
      http.server.ThreadingHTTPServer.request_queue_size = 128
      server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[4])), Listener)
      print(server.server_address[1], flush=True)
      server.serve_forever()
      """, to: "\(name).py")
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", folder.path("\(name).py"), folder.path("\(name).seen"),
      folder.path("\(name).answer"), key, String(port),
    ]
    self.port = try process.runSayingPort()
  }

  /// From now on it answers this.
  func answer(_ text: String) throws {
    let file = folder.url.appending(path: "\(name).answer")
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  /// What it answers 200 to, in order; `all` adds what it refuses or leaves unanswered. It writes down before it answers:
  /// whoever sent it may not know yet.
  func deliveries(all: Bool = false) -> [Delivery] {
    let text = (try? folder.text("\(name).seen")) ?? ""
    return text.split(separator: "\n").compactMap { line in
      guard let value = try? JSONValue.parse(Array(line.utf8)),
        all || value["said"]?.string == "200", let body = value["body"]?.string
      else { return nil }
      return Delivery(
        isGenuine: value["genuine"]?.bool ?? false, id: value["id"]?.string ?? "", body: body,
        signature: value["signature"]?.string ?? "")
    }
  }

  /// Waits until it has got so many.
  func wait(
    for count: Int, all: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [Delivery] {
    try await eventually(sourceLocation: sourceLocation) { deliveries(all: all).count >= count }
    return deliveries(all: all)
  }

  /// Not by SIGTERM: where a server has run in this process that is ignored, and children take over
  /// what is ignored.
  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}

extension TemporaryFolder {
  /// Writes a key that its owner alone can read.
  func key(_ name: String, of byte: UInt8) throws -> String {
    try write(Data(repeating: byte, count: 32).base64EncodedString() + "\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path(name))
    return path(name)
  }
}
