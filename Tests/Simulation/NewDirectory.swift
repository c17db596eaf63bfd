import Glibc

/// Makes a new directory on the machine's own disk, for what the simulated one cannot show, and removes it
/// afterwards with everything in it.
package func withNewDirectory(
  _ body: (String) async throws -> Void
) async rethrows {
  var template = Array("/tmp/huikan-test-XXXXXX".utf8CString)
  guard let path = mkdtemp(&template).map({ String(cString: $0) }) else {
    fatalError("no directory can be made in /tmp: \(String(cString: strerror(errno)))")
  }
  defer { system("rm -rf '\(path)'") }
  try await body(path)
}
