import Glibc

/// Swaps two files of a folder in one step (Linux 3.15, glibc 2.28).
///
/// To a reader it is as whole as a rename. To ext4 a rename over a file means that its blocks must be
/// on the disk first (`auto_da_alloc`), which costs milliseconds a page.
enum Exchange {
  private typealias Rename =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// `renameat2`, which Swift's Glibc module does not show; nil where the C library has none.
  private static let rename: Rename? =
    dlsym(dlopen(nil, RTLD_NOW), "renameat2").map { unsafeBitCast($0, to: Rename.self) }

  /// `RENAME_EXCHANGE` of linux/fs.h.
  private static let flag: UInt32 = 1 << 1

  /// False where it cannot be done: one of the two is missing, or the file system cannot.
  static func swap(_ one: String, _ other: String, in folder: Int32) -> Bool {
    rename?(folder, one, folder, other, flag) == 0
  }
}
