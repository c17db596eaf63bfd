import Foundation

/// A folder that is gone when the last reference to it is.
final class ScratchFolder: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "huikan-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to file: String) { write(Array(text.utf8), to: file) }

  func write(_ bytes: [UInt8], to file: String) {
    let url = URL(filePath: path).appending(path: file)
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: url.path, contents: Data(bytes))
  }

  func text(_ file: String) -> String? {
    FileManager.default.contents(atPath: "\(path)/\(file)")
      .map { String(decoding: $0, as: UTF8.self) }
  }

  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(file)") }

  func inode(_ file: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(path)/\(file)")[.systemFileNumber] as? Int
  }
}
