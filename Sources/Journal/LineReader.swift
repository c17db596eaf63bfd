import Disk
import Glibc

/// Reads a file line by line through one buffer that grows with the longest line.
final class LineReader {
  /// A line without its line feed; the bytes are valid until the next line is asked for.
  struct Item {
    var bytes: UnsafeBufferPointer<UInt8>
    /// The byte at which the line begins.
    var offset: Int
    /// The line's number, from 1.
    var number: Int
    /// Whether a line feed ends it; only the last line of a file can lack one.
    var isComplete: Bool

    /// The byte behind the line and its line feed.
    var end: Int { offset + bytes.count + (isComplete ? 1 : 0) }
  }

  private let file: any File
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var fileOffset: Int
  private var number: Int

  /// - Parameters:
  ///   - file: what is read.
  ///   - offset: the byte at which the first line begins.
  ///   - number: how many lines stand before it.
  ///   - capacity: how much is read at a time.
  init(_ file: any File, from offset: Int = 0, after number: Int = 0, capacity: Int = 1 << 18) {
    self.file = file
    fileOffset = offset
    self.number = number
    buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The next line, or nil at the end of the file.
  func next() throws(FileError) -> Item? {
    var searched = start
    while true {
      if let length = lineFeed(from: searched) { return item(length: length, isComplete: true) }
      searched = end
      let moved = start
      guard try fill() else { break }
      searched -= moved - start
    }
    return start == end ? nil : item(length: end - start, isComplete: false)
  }

  private func lineFeed(from position: Int) -> Int? {
    guard position < end, let base = buffer.baseAddress,
      let found = memchr(base + position, Int32(Line.end), end - position)
    else { return nil }
    return (base + start).distance(to: UnsafeMutableRawPointer(found))
  }

  private func item(length: Int, isComplete: Bool) -> Item {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[start..<(start + length)])
    number += 1
    defer { start += length + (isComplete ? 1 : 0) }
    return Item(
      bytes: bytes.bindMemory(to: UInt8.self), offset: fileOffset - (end - start), number: number,
      isComplete: isComplete)
  }

  /// Moves the unread rest to the front and reads behind it; false at the end of the file.
  private func fill() throws(FileError) -> Bool {
    let rest = end - start
    if rest == buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: rest * 2, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      buffer.deallocate()
      buffer = larger
    } else if start > 0, rest > 0, let base = buffer.baseAddress {
      memmove(base, base + start, rest)
    }
    start = 0
    end = rest
    let space = UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
    let count = try file.read(into: space, at: fileOffset)
    end += count
    fileOffset += count
    return count > 0
  }
}
