import Glibc

/// The system's reports of what happens in folders (inotify(7)); the one place of this program that
/// reads its C structures.
final class Inotify: Sendable {
  /// What happened. The values are those of sys/inotify.h.
  struct Kinds: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    private init(_ value: some BinaryInteger) { rawValue = UInt32(truncatingIfNeeded: value) }

    static let attributes = Kinds(IN_ATTRIB)
    static let written = Kinds(IN_CLOSE_WRITE)
    static let movedAway = Kinds(IN_MOVED_FROM)
    static let movedHere = Kinds(IN_MOVED_TO)
    static let created = Kinds(IN_CREATE)
    static let deleted = Kinds(IN_DELETE)
    static let selfDeleted = Kinds(IN_DELETE_SELF)
    static let selfMoved = Kinds(IN_MOVE_SELF)
    static let unmounted = Kinds(IN_UNMOUNT)
    static let overflow = Kinds(IN_Q_OVERFLOW)
    static let ignored = Kinds(IN_IGNORED)
    static let isFolder = Kinds(IN_ISDIR)

    static let appeared: Kinds = [.created, .movedHere]
    static let gone: Kinds = [.deleted, .movedAway]
    static let selfGone: Kinds = [.selfDeleted, .selfMoved, .unmounted, .ignored]
    /// What is asked for. Not every write: a file counts when its writer closes it.
    static let wanted: Kinds = [
      .attributes, .written, .movedAway, .movedHere, .created, .deleted, .selfDeleted, .selfMoved,
    ]
  }

  /// One report.
  struct Event: Hashable, Sendable {
    /// The number of the folder's watch; -1 for `overflow`.
    var watch: Int32
    var kinds: Kinds
    /// The name in that folder; nil where the folder itself is meant.
    var name: String?
  }

  /// Becomes readable when something has happened.
  let descriptor: Int32

  init() throws(CommandFailure) {
    descriptor = inotify_init1(Int32(truncatingIfNeeded: IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else {
      throw CommandFailure(
        errno == EMFILE
          ? "no more folders can be watched: raise fs.inotify.max_user_instances (sysctl)"
          : "folders cannot be watched: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// Watches a folder, not what is below it; the number by which events name it. Nil with `errno`
  /// where that cannot be done: ENOSPC means that fs.inotify.max_user_watches is used up.
  func watch(_ folder: String, followsLink: Bool) -> Int32? {
    var flags = Kinds.wanted.rawValue | UInt32(IN_ONLYDIR)
    if !followsLink { flags |= UInt32(IN_DONT_FOLLOW) }
    let watch = inotify_add_watch(descriptor, folder, flags)
    return watch >= 0 ? watch : nil
  }

  /// Ends a watch; one that the system has ended already is no matter.
  func forget(_ watch: Int32) {
    inotify_rm_watch(descriptor, watch)
  }

  /// Everything that has happened since the last call, in order; never waits.
  func events() -> [Event] {
    var events: [Event] = []
    withUnsafeTemporaryAllocation(
      byteCount: 65_536, alignment: MemoryLayout<inotify_event>.alignment
    ) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        Self.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: &events)
      }
    }
    return events
  }

  private static func append(_ bytes: UnsafeRawBufferPointer, to events: inout [Event]) {
    let headLength = MemoryLayout<inotify_event>.size
    var offset = 0
    while offset + headLength <= bytes.count {
      let head = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
      let start = offset + headLength
      // Padded with zeros to a multiple of the structure's size.
      let name = bytes[start..<start + Int(head.len)].prefix { $0 != 0 }
      events.append(
        Event(
          watch: head.wd, kinds: Kinds(rawValue: head.mask),
          name: name.isEmpty ? nil : String(decoding: name, as: UTF8.self)))
      offset = start + Int(head.len)
    }
  }
}
