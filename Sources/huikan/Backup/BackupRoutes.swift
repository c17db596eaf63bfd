import Hummingbird
import JSON

extension ControlServer {
  /// What `ledger backup` tells the running server.
  func addBackupRoutes(to router: Router<BasicRequestContext>) {
    router.post("backup/folder") { request, _ in
      let body = try await request.body.collect(upTo: 64 * 1024)
      guard let path = (try? JSONValue.parse(Array(body.readableBytesView)))?["folder"]?.string,
        path.hasPrefix("/"), !path.contains("\n")
      else { return Self.answer(.badRequest, ["detail": "the request names no folder"]) }
      do {
        try folder.noteBackups(in: path)
        return Self.answer(.ok, ["noted": true])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
  }
}
