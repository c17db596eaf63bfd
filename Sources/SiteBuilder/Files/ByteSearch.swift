import Glibc

/// Looking for a few bytes among many. The standard library's `firstRange(of:)` asks for the metadata of
/// its generic types at every step (Swift 6.2, `perf record` of a build): use this in what runs on
/// every page.
extension ArraySlice<UInt8> {
  /// Where some bytes stand first.
  ///
  /// - Parameters:
  ///   - word: what is looked for; nothing stands nowhere.
  ///   - start: where to begin; from the beginning where nothing is said.
  /// - Returns: the indices of this slice that they take; nil where they do not stand in it.
  func place(of word: [UInt8], from start: Int? = nil) -> Range<Int>? {
    let offset = Swift.max(0, (start ?? startIndex) - startIndex)
    let found = withUnsafeBytes { bytes in
      word.withUnsafeBytes { Self.offset(of: $0, in: bytes, from: offset) }
    }
    return found.map { startIndex + $0..<startIndex + $0 + word.count }
  }

  private static func offset(
    of word: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, let first = word.baseAddress, let byte = word.first else {
      return nil
    }
    var place = start
    while bytes.count - place >= word.count,
      let found = memchr(base + place, Int32(byte), bytes.count - place - word.count + 1)
    {
      if memcmp(found, first, word.count) == 0 { return UnsafeRawPointer(found) - base }
      place = UnsafeRawPointer(found) - base + 1
    }
    return nil
  }
}

extension [UInt8] {
  /// Where some bytes stand first, from a place on; nil where they do not.
  func place(of word: [UInt8], from start: Int = 0) -> Range<Int>? {
    self[...].place(of: word, from: start)
  }

  /// Where a word stands first, from a place on; nil where it does not.
  func place(of word: String, from start: Int = 0) -> Range<Int>? {
    self[...].place(of: Array(word.utf8), from: start)
  }
}
