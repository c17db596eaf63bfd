import COpenCC
import Glibc

/// One handle of OpenCC with its dictionaries: for one thread at a time, because nothing is promised of
/// more. Opening one takes some sixty milliseconds and twenty megabytes.
final class OpenCC: Sendable {
  private nonisolated(unsafe) let handle: opencc_t

  /// Opens one of OpenCC's own configurations.
  convenience init(_ standard: Standard) throws(TraditionalError) {
    try self.init(configuration: "\(standard.rawValue).json")
  }

  /// Opens a configuration, not without names, in which names come before OpenCC's own dictionaries: when words are told
  /// apart, when they are converted, and in every later step, so that none is converted once more.
  ///
  /// - Parameters:
  ///   - standard: the configuration.
  ///   - names: names as they stand in the text, and how they are written.
  /// - Throws: where OpenCC or the system refuses it.
  convenience init(
    _ standard: Standard, names: [(simplified: String, traditional: String)]
  ) throws(TraditionalError) {
    var template = Array("/tmp/huikan-opencc-\(String(repeating: "X", count: 6))".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw TraditionalError(reason: "/tmp cannot be written to")
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      for file in ["names.txt", "kept.txt", "names.json"] { unlink("\(folder)/\(file)") }
      rmdir(folder)
    }
    var kept: [String: String] = [:]
    for name in names { kept[name.traditional] = name.traditional }
    let isWritten =
      Self.write(names.map { "\($0.simplified)\t\($0.traditional)\n" }, to: "\(folder)/names.txt")
      && Self.write(
        kept.keys.sorted().map { "\($0)\t\($0)\n" }, to: "\(folder)/kept.txt")
      && Self.write([Self.configuration(standard)], to: "\(folder)/names.json")
    guard isWritten else { throw TraditionalError(reason: "/tmp cannot be written to") }
    try self.init(configuration: "\(folder)/names.json")
  }

  private init(configuration: String) throws(TraditionalError) {
    let opened = opencc_open(configuration)
    guard huikan_opencc_failed(opened) == 0, let opened else {
      throw TraditionalError(reason: String(cString: opencc_error()))
    }
    handle = opened
  }

  deinit { opencc_close(handle) }

  /// A text in UTF-8, converted; nil where OpenCC refuses it.
  func convert(_ text: [UInt8]) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    let converted = text.withUnsafeBytes { bytes in
      opencc_convert_utf8(
        handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    guard let converted else { return nil }
    defer { opencc_convert_utf8_free(converted) }
    return Array(UnsafeRawBufferPointer(start: converted, count: strlen(converted)))
  }

  private static func configuration(_ standard: Standard) -> String {
    func group(_ own: String, _ files: [String]) -> String {
      let text = "{\"type\":\"text\",\"file\":\"\(own)\"}"
      let dictionaries = files.map { "{\"type\":\"ocd2\",\"file\":\"\($0)\"}" }
      return "{\"type\":\"group\",\"dicts\":["
        + ([text] + dictionaries).joined(separator: ",") + "]}"
    }
    let first = group("names.txt", ["STPhrases.ocd2", "STCharacters.ocd2"])
    let chain = [first] + standard.later.map { group("kept.txt", [$0]) }
    return "{\"name\":\"huikan\",\"segmentation\":{\"type\":\"mmseg\",\"dict\":"
      + group("names.txt", ["STPhrases.ocd2"]) + "},\"conversion_chain\":["
      + chain.map { "{\"dict\":\($0)}" }.joined(separator: ",") + "]}\n"
  }

  private static func write(_ lines: [String], to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    var isWhole = true
    for line in lines where fputs(line, file) < 0 { isWhole = false }
    return fclose(file) == 0 && isWhole
  }

  /// How OpenCC's dictionaries look on this machine: what it makes of a text may change with them.
  static let dictionaryMarks: String = Standard.dictionaries.map { name in
    var status = stat()
    guard stat("/usr/share/opencc/\(name)", &status) == 0 else { return "-" }
    return "\(status.st_size) \(status.st_mtim.tv_sec)"
  }.joined(separator: ",")
}

/// Why nothing can be converted.
public struct TraditionalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What OpenCC or the system says.
  public let reason: String

  /// Why, and what to do.
  public var description: String {
    "OpenCC cannot be used: \(reason); install Debian's libopencc-data"
  }
}
