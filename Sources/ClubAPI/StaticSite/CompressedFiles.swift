import Gzip
import Hummingbird
import Synchronization

/// The site's texts as gzip, for clients that take it. Each is compressed when it is first asked for, and
/// kept as long as there is room.
///
/// Only files: what the API answers holds what is secret beside what a request has chosen, and its length
/// would tell (BREACH).
final class CompressedFiles: Sendable {
  /// How many bytes are kept, compressed.
  private static let room = 32 << 20
  /// Smaller files are one packet either way; larger ones are no page's.
  private static let sizes = 1024...(4 << 20)
  private static let types: Set<String> = [
    "html", "css", "js", "mjs", "json", "webmanifest", "xml", "txt", "md", "csv", "ics", "svg",
  ]

  private struct Kept {
    var files: [String: [UInt8]] = [:]
    var size = 0
  }

  private let kept = Mutex(Kept())

  /// Whether a file gets smaller by it.
  static func suits(_ name: String, _ file: SiteFile) -> Bool {
    sizes.contains(file.size)
      && types.contains(name.split(separator: ".").last.map { $0.lowercased() } ?? "")
  }

  /// Whether a client takes gzip (RFC 9110 § 12.5.3).
  static func isTaken(by request: Request) -> Bool {
    let codings = request.headers[values: .acceptEncoding].flatMap { $0.split(separator: ",") }
    for coding in codings {
      let parts = coding.lowercased().filter { $0 != " " }.split(separator: ";")
      guard parts.first == "gzip" || parts.first == "x-gzip" else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
      return weight.map { (Double($0.dropFirst(2)) ?? 0) > 0 } ?? true
    }
    return false
  }

  /// The tag of the compressed file: its bytes are others.
  static func entityTag(of file: SiteFile) -> String {
    "\"" + file.entityTag.filter { $0 != "\"" } + "-gzip\""
  }

  /// A file, compressed.
  ///
  /// - Returns: nil where it cannot be read or compressed.
  func bytes(of file: SiteFile) async -> [UInt8]? {
    if let bytes = kept.withLock({ $0.files[file.entityTag] }) { return bytes }
    guard let text = try? await file.bytes() else { return nil }
    guard let bytes = await Blocking.run({ Gzip.compress(text) }) else { return nil }
    kept.withLock { kept in
      // A rebuilt site leaves its former files behind; what is asked for comes back soon.
      if kept.size + bytes.count > Self.room { kept = Kept() }
      if kept.files.updateValue(bytes, forKey: file.entityTag) == nil { kept.size += bytes.count }
    }
    return bytes
  }
}
