import CSpawn
import Glibc

/// Makes smaller pictures, and pictures of drawings, with libvips' own program, `vipsthumbnail`.
///
/// A process of its own for each picture: what is wrong in a picture, or in the code that opens it,
/// ends that process and not the build; and a machine without the program builds all the same.
struct Thumbnailer: Sendable, Hashable {
  /// The path of the program.
  let program: String

  /// The one that is installed; nil where there is none.
  static let installed: Thumbnailer? = {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin"
    for folder in path.split(separator: ":") where access("\(folder)/vipsthumbnail", X_OK) == 0 {
      return Thumbnailer(program: "\(folder)/vipsthumbnail")
    }
    return nil
  }()

  /// What to install where it is missing.
  static let package = "vipsthumbnail (Debian: libvips-tools)"

  /// How long a picture may take, in seconds.
  private static let patience = 120

  /// A picture in a smaller width, upright, in sRGB, without anything but its pixels.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - rendition: what is wanted.
  /// - Returns: the file's bytes.
  /// - Throws: where the picture cannot be read.
  func picture(
    of source: String, _ rendition: PicturePlan.Rendition
  ) throws(FileFault) -> [UInt8] {
    let options =
      switch rendition.format {
      case .webp: "[Q=78,effort=4,strip]"
      case .jpeg: "[Q=80,optimize-coding,interlace,strip]"
      case .png: "[compression=9,strip]"
      }
    let picture = try run(
      .file(source), "\(rendition.width)x>", ".\(rendition.format.rawValue)\(options)",
      ["--export-profile", "srgb"])
    // Debian's libvips 8.14 writes Exif and XMP into WebP whatever it is told: asking is not enough.
    return try PictureMetadata.stripped(picture, of: rendition.file)
  }

  /// A drawing of our own or of the editors' as PNG.
  ///
  /// - Parameters:
  ///   - svg: the drawing.
  ///   - name: how errors call it.
  ///   - width: in pixels.
  /// - Returns: the file's bytes.
  /// - Throws: where it is no drawing that can be read.
  func picture(drawn svg: [UInt8], _ name: String, width: Int) throws(FileFault) -> [UInt8] {
    try PictureMetadata.stripped(
      run(.drawing(svg, name), "\(width)x", ".png[compression=6,strip]", []), of: "\(name).png")
  }

  /// The colour of a cover, its colourful parts first.
  ///
  /// - Parameter path: the file, a photograph or a drawing.
  /// - Returns: nil where it has none.
  /// - Throws: where the picture cannot be read.
  func colour(ofCover path: String) throws(FileFault) -> CoverColour? {
    let side = 8
    let source =
      path.hasSuffix(".svg") ? Source.drawing(try FileBytes.read(path), path) : Source.file(path)
    let pixmap = try run(source, "\(side)x\(side)!", ".ppm[strip]", ["--export-profile", "srgb"])
    let count = side * side * 3
    guard pixmap.starts(with: Array("P6".utf8)), pixmap.count > count else { return nil }
    let bytes = Array(pixmap.suffix(count))
    return CoverColour(stride(from: 0, to: count, by: 3).map { Array(bytes[$0..<$0 + 3]) })
  }

  /// The colour of a picture as a whole.
  ///
  /// - Throws: where the picture cannot be read.
  func tone(of source: String) throws(FileFault) -> Tone? {
    let pixmap = try run(.file(source), "1x1!", ".ppm[strip]", ["--export-profile", "srgb"])
    // A header of text, then one pixel. A grey picture has one byte only.
    guard pixmap.starts(with: Array("P6".utf8)), pixmap.count > 3 else {
      guard let grey = pixmap.last else { return nil }
      return Tone(red: grey, green: grey, blue: grey)
    }
    let pixel = pixmap.suffix(3)
    return Tone(
      red: pixel[pixel.startIndex], green: pixel[pixel.startIndex + 1],
      blue: pixel[pixel.startIndex + 2])
  }

  /// What is opened.
  private enum Source {
    case file(String)
    /// SVG, and how errors call it. What such a drawing names elsewhere is not fetched.
    case drawing([UInt8], String)
  }

  private func run(
    _ source: Source, _ size: String, _ format: String, _ more: [String]
  ) throws(FileFault) -> [UInt8] {
    let pattern = "/tmp/huikan-picture-" + String(repeating: "X", count: 6)
    var template = Array(pattern.utf8CString)
    guard mkdtemp(&template) != nil else { throw FileFault("/tmp", errno: errno) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let suffix = String(format.prefix { $0 != "[" })
    let output = "\(folder)/picture\(suffix)"
    defer {
      unlink(output)
      unlink("\(folder)/words")
      rmdir(folder)
    }
    // A name that begins with a dash, or holds what vips takes for options, is none of a file.
    let link = "\(folder)/source"
    defer { unlink(link) }
    let path = try place(source, at: link)
    var blocked = "VIPS_BLOCK_UNTRUSTED=1"
    if case .drawing = source { blocked = "VIPS_WARNING=0" }
    let status = Self.wait(
      for: try start(
        [program, link, "--size", size] + more + ["-o", "\(folder)/picture\(format)"], folder,
        blocked))
    let said = (try? FileBytes.read("\(folder)/words")).map { String(decoding: $0, as: UTF8.self) }
    guard status == 0, let bytes = try? FileBytes.read(output), !bytes.isEmpty else {
      throw FileFault(path, reason: Self.reason(status, said ?? ""))
    }
    // libvips fills up what is missing with grey and only says so.
    if said?.contains(Self.cutShort) == true {
      throw FileFault(path, reason: "the picture is cut short; copy it once more")
    }
    return bytes
  }

  /// Puts what is opened where the program finds it; returns its name for errors.
  private func place(_ source: Source, at link: String) throws(FileFault) -> String {
    switch source {
    case .file(let path):
      let real = realpath(path, nil)
      defer { free(real) }
      guard let real, symlink(real, link) == 0 else { throw FileFault(path, errno: errno) }
      return path
    case .drawing(let svg, let name):
      let file = open(link, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw FileFault(link, errno: errno) }
      defer { close(file) }
      var written = 0
      while written < svg.count {
        let count = svg[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        if count < 0, errno != EINTR { throw FileFault(link, errno: errno) }
        written += max(0, count)
      }
      return name
    }
  }

  private func start(
    _ arguments: [String], _ folder: String, _ blocked: String
  ) throws(FileFault) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 2, "\(folder)/words", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    // One thread each, because several pictures are made at a time; and for photographs only the
    // loaders that are meant for pictures from strangers.
    let environment = [
      "PATH=/usr/bin:/bin", "VIPS_CONCURRENCY=1", blocked, "LC_ALL=C",
    ]
    let argv = arguments.map { strdup($0) }
    let envp = environment.map { strdup($0) }
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, nil, argv + [nil], envp + [nil])
    guard code == 0 else { throw FileFault(program, errno: code) }
    return process
  }

  /// The process's exit status; nil where it was ended by a signal, ours included.
  private static func wait(for process: pid_t) -> Int32? {
    var status: Int32 = 0
    let end = time(nil) + patience
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status & 0x7F == 0 ? status >> 8 & 0xFF : nil }
      if ended < 0, errno != EINTR { return nil }
      if time(nil) > end { kill(process, SIGKILL) }
      usleep(3_000)
    }
  }

  private static let cutShort = "Premature end"

  private static func reason(_ status: Int32?, _ words: String) -> String {
    let line = words.split(separator: "\n").last.map(String.init) ?? ""
    guard status != nil else { return "the picture ended the program that reads it" }
    return "it is no picture that can be read" + (line.isEmpty ? "" : " (\(line))")
  }
}
