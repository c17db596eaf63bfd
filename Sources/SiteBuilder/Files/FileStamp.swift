import Glibc

/// What tells without reading that a file is the one it was: its size, when it was last written, and
/// which file it is.
struct FileStamp: Hashable, Sendable {
  /// In bytes.
  let size: Int
  /// When it was last written, in nanoseconds since 1970.
  let modified: Int64
  let inode: UInt64

  /// The time as stamps tell it.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  init(size: Int, modified: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.inode = inode
  }

  init(_ status: stat) {
    size = Int(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    inode = UInt64(status.st_ino)
  }
}
