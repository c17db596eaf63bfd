/// Puts numbers in order by some of their bits, in a time that grows with how many there are and not
/// faster: a radix sort that begins with the lowest digit (Knuth, The Art of Computer Programming,
/// volume 3, 5.2.5). Numbers that are equal in those bits keep their order.
enum RadixSort {
  /// The counters of a digit and the ends of its buckets stay in the nearest cache.
  private static let digit: UInt64 = 9

  /// Sorts the first numbers of an array.
  ///
  /// - Parameters:
  ///   - values: the numbers.
  ///   - count: how many of them count.
  ///   - bits: by which of their bits.
  ///   - scratch: room for them; the two arrays change places, and with it their lengths.
  static func sort(
    _ values: inout [UInt64], count: Int, by bits: Range<UInt64>, scratch: inout [UInt64]
  ) {
    for low in stride(from: bits.lowerBound, to: bits.upperBound, by: Int(digit)) {
      let mask = UInt64(1) << min(digit, bits.upperBound - low) - 1
      _ = scatter(&values, count: count, into: Int(mask) + 1, scratch: &scratch) {
        Int(truncatingIfNeeded: $0 &>> low & mask)
      }
    }
  }

  /// Brings the first numbers of an array together by the bucket that each belongs in.
  ///
  /// - Parameters:
  ///   - values: the numbers.
  ///   - count: how many of them count.
  ///   - buckets: how many buckets there are.
  ///   - scratch: room for them; the two arrays change places, and with it their lengths.
  ///   - bucket: a number's bucket, below `buckets`.
  /// - Returns: where each bucket begins, and at last where the last one ends.
  @inline(__always)
  static func scatter(
    _ values: inout [UInt64], count: Int, into buckets: Int, scratch: inout [UInt64],
    _ bucket: (UInt64) -> Int
  ) -> [Int] {
    // One more, so that the sums are where each begins.
    var starts = [Int](repeating: 0, count: buckets + 1)
    var isInOne = count == 0
    do {
      let source = values.span
      var sums = starts.mutableSpan
      for place in 0..<count { sums[bucket(source[place]) + 1] &+= 1 }
      for place in 1...buckets {
        if sums[place] == count { isInOne = true }
        sums[place] &+= sums[place - 1]
      }
    }
    if isInOne { return starts }
    // As large as the other, since they change places.
    if scratch.count < count { scratch = [UInt64](repeating: 0, count: values.count) }
    var next = starts
    do {
      let source = values.span
      var target = scratch.mutableSpan
      var ends = next.mutableSpan
      for place in 0..<count {
        let value = source[place]
        let bucket = bucket(value)
        let end = ends[bucket]
        target[end] = value
        ends[bucket] = end &+ 1
      }
    }
    swap(&values, &scratch)
    return starts
  }
}
