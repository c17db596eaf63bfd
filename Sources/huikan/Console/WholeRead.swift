import Glibc

/// Reads to the end, however few bytes the system hands over at a time; nil where it cannot, and
/// `errno` then says why: `EFBIG` where there are more than `most` bytes.
func readWhole(_ descriptor: Int32, upTo most: Int = .max) -> [UInt8]? {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count == 0 { return bytes }
    if count > 0 {
      guard count <= most - bytes.count else {
        errno = EFBIG
        return nil
      }
      bytes += buffer[..<count]
    } else if errno != EINTR {
      return nil
    }
  }
}
