import Foundation
import Testing

extension Process {
  /// Starts a server that says its port in its first line.
  ///
  /// - Returns: the port.
  func runSayingPort() throws -> Int {
    let output = Pipe()
    standardOutput = output
    standardError = FileHandle.nullDevice
    try run()
    var line = Data()
    while line.last != 0x0A {
      let next = output.fileHandleForReading.availableData
      if next.isEmpty { break }
      line += next
    }
    return try #require(Int(String(decoding: line.dropLast(), as: UTF8.self)))
  }
}
