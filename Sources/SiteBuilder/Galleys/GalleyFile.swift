import Glibc
import Synchronization

/// A file that packed bodies are appended to and read from, by any thread.
///
/// It has no name until a build is complete and gives it one, so that nothing is left of a build
/// that was killed.
final class GalleyFile: Sendable {
  private let descriptor: Int32
  private let end: Atomic<Int>
  /// Whether an earlier build wrote it.
  let isFromEarlier: Bool

  /// A new file without a name, in the first of some folders where one can be made.
  init(in folders: [String]) throws(FileFault) {
    var code = ENOENT
    for folder in folders {
      let opened = open(folder, O_RDWR | Self.withoutName | O_CLOEXEC, 0o644)
      if opened >= 0 {
        descriptor = opened
        end = Atomic(0)
        isFromEarlier = false
        return
      }
      code = errno
    }
    throw FileFault(folders.last ?? ".", errno: code)
  }

  /// The file of an earlier build, as long as it was then; nil where there is none so long.
  init?(_ path: String, count: Int) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    end = Atomic(count)
    isFromEarlier = true
    var status = stat()
    // Longer is no harm: somebody has added to it and not come to the end.
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_size >= count else {
      return nil
    }
  }

  /// The same to be added to, however long it has become; nil where it is gone.
  init?(continuing path: String) {
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    var status = stat()
    let isOpen = descriptor >= 0 && fstat(descriptor, &status) == 0
    end = Atomic(isOpen ? Int(status.st_size) : 0)
    isFromEarlier = true
    if !isOpen { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// How many bytes it has.
  var count: Int { end.load(ordering: .relaxed) }

  /// Adds bytes; returns where they stand.
  func append(_ bytes: [UInt8]) throws(FileFault) -> Int {
    let offset = end.add(bytes.count, ordering: .relaxed).oldValue
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        pwrite(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
          off_t(offset + done))
      }
      if written > 0 {
        done += written
      } else if errno != EINTR {
        throw FileFault("the temporary file for texts", errno: errno)
      }
    }
    return offset
  }

  /// Bytes that were added; nil where they cannot be read.
  func read(offset: Int, count: Int) -> [UInt8]? {
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, taken in
      while taken < count {
        let read = pread(
          descriptor, buffer.baseAddress.map { $0 + taken }, count - taken, off_t(offset + taken))
        if read > 0 {
          taken += read
        } else if read == 0 || errno != EINTR {
          isWhole = false
          return
        }
      }
    }
    return isWhole ? bytes : nil
  }

  /// Gives a file that has none a name; false where the folder is on another disk.
  func link(to name: String, in folder: Int32) -> Bool {
    linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", folder, name, AT_SYMLINK_FOLLOW) == 0
  }

  /// `O_TMPFILE` of asm-generic/fcntl.h, which Swift's Glibc module does not show.
  private static let withoutName: Int32 = 0o20_000_000 | O_DIRECTORY
}
