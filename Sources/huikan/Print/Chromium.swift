import Glibc

/// An installed Chromium that makes PDF of a page, without a window.
struct Chromium {
  let program: String

  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
  ]
  /// Seconds; a long issue with many photographs takes ten.
  private static let patience = 180.0

  /// - Parameter chosen: the program somebody has named; nil to look for one.
  /// - Throws: where there is none; says what to install.
  init(_ chosen: String?) throws(CommandFailure) {
    if let chosen {
      let found = chosen.contains("/") ? [chosen] : Self.places(of: chosen)
      guard let program = found.first(where: WholeFile.isProgram) else {
        throw CommandFailure("\(chosen): there is no such program")
      }
      self.program = program
      return
    }
    guard let program = Self.names.flatMap(Self.places).first(where: WholeFile.isProgram)
    else {
      throw CommandFailure(
        "there is no Chromium here, which makes the PDF; install it (Debian: apt-get install "
          + "chromium fonts-noto-cjk), say where it is with --chromium, or open the issue's "
          + "print page in any browser and save it as PDF there")
    }
    self.program = program
  }

  private static func places(of name: String) -> [String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }
  }

  /// Prints a page.
  ///
  /// - Parameter html: the page; what it names lies on this machine.
  /// - Returns: the PDF.
  /// - Throws: where none came of it.
  func pdf(of html: String) async throws(CommandFailure) -> [UInt8] {
    let folder = try ScratchPlace()
    defer { folder.remove() }
    guard WholeFile.write(Array(html.utf8), to: "\(folder.path)/page.html") else {
      throw CommandFailure("\(folder.path): the page could not be written; is the disk full?")
    }
    var arguments = [
      "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--user-data-dir=\(folder.path)/profile", "--no-pdf-header-footer",
      "--generate-pdf-document-outline", "--print-to-pdf=\(folder.path)/page.pdf",
    ]
    // Chromium's own sandbox refuses the superuser. The page is ours, and has no scripts.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    let browser = ChildProcess(
      program: program, arguments: arguments + ["file://\(folder.path)/page.html"],
      patience: Self.patience)
    let end = await browser.run(reading: []).end
    if let pdf = WholeFile.read("\(folder.path)/page.pdf"), pdf.starts(with: Array("%PDF-".utf8)),
      end == .exited(0)
    {
      return pdf
    }
    let reason =
      switch end {
      case .exited(let status): "it ended with status \(status)"
      case .killed(let signal): "signal \(signal) ended it"
      case .timedOut: "it took longer than \(Int(Self.patience)) s"
      case .notStarted(let code): String(cString: strerror(code))
      }
    throw CommandFailure(
      "\(program) made no PDF: \(reason); see what “\(program) --headless --print-to-pdf "
        + "https://example.com” says")
  }
}

/// A folder for one printing.
private struct ScratchPlace {
  let path: String

  init() throws(CommandFailure) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array(("\(parent)/huikan-print-" + String(repeating: "X", count: 6)).utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFailure("\(parent): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Takes it away with everything in it.
  func remove() { Self.remove(path) }

  private static func remove(_ path: String) {
    var status = stat()
    // A link is taken away and not followed.
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in WholeFile.names(in: path, hidden: true) { remove("\(path)/\(name)") }
    rmdir(path)
  }
}
