package import Disk
import Glibc

/// Reads a file line by line through one buffer that grows with the longest line.
package final class LineReader {
  /// A line without its line feed; the bytes are valid until the next line is asked for.
  package struct Item {
    package let bytes: UnsafeBufferPointer<UInt8>
    let path: String
    /// The byte at which the line begins.
    package let offset: Int
    /// The line's number, from 1 where reading began with the first one.
    package let number: Int
    let isNumbered: Bool
    /// Whether a line feed ends it; only the last line of a file can lack one.
    package let isComplete: Bool

    /// The byte behind the line and its line feed.
    package var end: Int { offset + bytes.count + (isComplete ? 1 : 0) }

    package var place: Place {
      Place(path: path, line: isNumbered ? number : nil, offset: offset)
    }

    /// The line's JSON.
    /// - Throws: where frame or checksum are wrong.
    package func json() throws(JournalError) -> UnsafeBufferPointer<UInt8> {
      guard let json = Line.json(of: bytes) else {
        throw .damaged(place, "the checksum does not match the line")
      }
      return json
    }
  }

  private let file: any File
  private let path: String
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var fileOffset: Int
  private var number: Int
  private let isNumbered: Bool

  /// - Parameters:
  ///   - file: what is read.
  ///   - path: how messages call it.
  ///   - offset: the byte at which the first line begins.
  ///   - number: how many lines stand before it; nil where nobody knows.
  ///   - capacity: how much is read at a time.
  package init(
    _ file: any File, _ path: String, from offset: Int = 0, after number: Int? = 0,
    capacity: Int = 1 << 18
  ) {
    self.file = file
    self.path = path
    fileOffset = offset
    self.number = number ?? 0
    isNumbered = number != nil
    buffer = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The next line, or nil at the end of the file.
  package func next() throws(JournalError) -> Item? {
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

  /// The next line, of which somebody knows that it is there.
  package func known() throws(JournalError) -> Item {
    guard let item = try next() else {
      throw .damaged(Place(path: path), "the file has become shorter")
    }
    return item
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
      bytes: bytes.bindMemory(to: UInt8.self), path: path, offset: fileOffset - (end - start),
      number: number, isNumbered: isNumbered, isComplete: isComplete)
  }

  /// Moves the unread rest to the front and reads behind it; false at the end of the file.
  private func fill() throws(JournalError) -> Bool {
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
    let count: Int
    do {
      count = try file.read(into: space, at: fileOffset)
    } catch {
      throw .disk(error)
    }
    end += count
    fileOffset += count
    return count > 0
  }
}
