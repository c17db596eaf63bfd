extension Instant {
  /// Reads a local time of the club as editors write it: `2026-11-28 09:30`, `2026-11-28T09:30`, with
  /// optional seconds and an optional `Z` or `±hh:mm`; without an offset it is Asia/Shanghai.
  ///
  /// Returns nil for anything else, a bare date included: who means a day says `Day`.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
      bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"),
      let hour = decimal(bytes[11..<13]), hour < 24,
      let minute = decimal(bytes[14..<16]), minute < 60
    else { return nil }
    var rest = bytes[16...]
    var second = 0
    if rest.first == UInt8(ascii: ":") {
      guard rest.count >= 3, let value = decimal(rest.dropFirst().prefix(2)), value < 60 else {
        return nil
      }
      second = value
      rest = rest.dropFirst(3)
    }
    guard let offset = Instant.offset(rest) else { return nil }
    let local = Instant(day, hour: hour, minute: minute, second: second)
    self = local.adding(milliseconds: Instant.shanghaiOffset - offset)
  }

  private static func offset(_ suffix: ArraySlice<UInt8>) -> Int64? {
    if suffix.isEmpty { return shanghaiOffset }
    if suffix.elementsEqual("Z".utf8) { return 0 }
    let bytes = Array(suffix)
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      let hours = decimal(bytes[1..<3]), hours <= 14,
      let minutes = decimal(bytes[4..<6]), minutes < 60
    else { return nil }
    let size = Int64(hours * 60 + minutes) * 60_000
    return bytes[0] == UInt8(ascii: "-") ? -size : size
  }
}
