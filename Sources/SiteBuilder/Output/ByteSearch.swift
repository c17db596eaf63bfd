/// Looking for a few bytes in many.
///
/// The standard library's `firstRange(of:)` goes by a generic searcher, which takes fifty times as long.
extension ArraySlice<UInt8> {
  /// Where bytes stand first; nil where they do not.
  func place(of mark: [UInt8]) -> Range<Int>? {
    guard let first = mark.first else { return startIndex..<startIndex }
    let offset = withUnsafeBufferPointer { bytes -> Int? in
      var place = 0
      while place + mark.count <= bytes.count {
        if bytes[place] == first, bytes[place..<(place + mark.count)].elementsEqual(mark) {
          return place
        }
        place += 1
      }
      return nil
    }
    return offset.map { startIndex + $0..<startIndex + $0 + mark.count }
  }
}
