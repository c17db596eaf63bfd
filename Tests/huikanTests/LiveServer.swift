import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `huikan serve` on a free loopback port, with a demonstration club of its own.
final class LiveServer: @unchecked Sendable {
  struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: String

    /// A member of the JSON object in the body, or nil.
    func value(_ key: String) -> Any? {
      let object = try? JSONSerialization.jsonObject(with: Data(body.utf8))
      return (object as? [String: Any])?[key]
    }
  }

  struct NotStarted: Error { let errors: String }

  let folder: TemporaryFolder
  let address: String
  private let process: Process

  /// What the server has said on standard error.
  var errors: String { (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "" }
  private let errorFile: URL

  /// Starts the server over `folder`; makes the demonstration club there if there is none. With `shell` a line of the
  /// shell starts it as `"$0" "$@"`.
  init(
    in folder: TemporaryFolder, content: String = "Content", arguments: [String] = [],
    through shell: String? = nil
  ) throws {
    self.folder = folder
    let store = folder.path("Store")
    _ = try Executable.run("demo", "--content", content, "--store", store, "--quiet")
    process = Process()
    process.executableURL = shell == nil ? Executable.url : URL(filePath: "/bin/sh")
    process.arguments =
      (shell.map { ["-c", $0, Executable.url.path] } ?? []) + [
        "serve", "--content", content, "--store", store, "--output", folder.path("Site"), "--port",
        "0",
        "--json",
        "--base-url", "http://127.0.0.1",
      ] + arguments
    process.currentDirectoryURL = Executable.root
    let output = Pipe()
    process.standardOutput = output
    errorFile = folder.url.appending(path: "errors-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    let line = output.fileHandleForReading.availableData
    guard
      let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any],
      let address = object["address"] as? String
    else { throw NotStarted(errors: try String(contentsOf: errorFile, encoding: .utf8)) }
    self.address = address
  }

  deinit { if process.isRunning { process.terminate() } }

  /// SIGKILL: what a power cut does to the process.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// SIGINT, as Ctrl-C sends; returns the exit status.
  func interrupt() -> Int32 {
    process.interrupt()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Waits until the server ends by itself; returns the exit status.
  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  var processID: Int32 { process.processIdentifier }

  func token(_ role: String) throws -> String {
    let data = try Data(contentsOf: folder.url.appending(path: "Store/demonstration.json"))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: String]
    return object?[role] ?? ""
  }

  func send(
    _ method: String, _ path: String, token: String? = nil, key: String? = nil,
    body: String? = nil
  ) async throws -> Answer {
    guard let url = URL(string: address + path) else { throw URLError(.badURL) }
    var request = URLRequest(url: url, timeoutInterval: 60)
    request.httpMethod = method
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    if let key { request.setValue(key, forHTTPHeaderField: "Idempotency-Key") }
    if let body {
      request.httpBody = Data(body.utf8)
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    }
    let (data, response) = try await URLSession.shared.data(for: request)
    let http = response as? HTTPURLResponse
    let headers = http?.allHeaderFields as? [String: String] ?? [:]
    return Answer(
      status: http?.statusCode ?? 0, headers: headers,
      body: String(decoding: data, as: UTF8.self))
  }
}
