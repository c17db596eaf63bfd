/// Whether files and folders get the rights that they are made with.
///
/// A web server of another user reads the site, whatever the mask of this process. Where the mask
/// takes nothing away, as usual, that costs no system call for each of them.
enum CreationMask {
  /// Whether a folder made with 0755 and a file made with 0644 are just that.
  static let takesNothing: Bool = {
    // umask() itself cannot be asked without being set, which other threads might see.
    guard let bytes = try? FileBytes.readHead(of: "/proc/self/status", count: 4096) else {
      return false
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let digits = lines.first { $0.hasPrefix("Umask:") }?.split(separator: "\t").last
    return digits.flatMap { UInt32($0, radix: 8) }.map { $0 & 0o755 == 0 } ?? false
  }()
}
