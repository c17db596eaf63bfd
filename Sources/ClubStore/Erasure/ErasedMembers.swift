public import CivilTime
public import Club
import Disk

/// The numbers of the members who were erased, a line each: number, time, and the last record to which
/// that applied. It lies in the store and beside its backups, so that an old backup, once restored,
/// forgets the same people again. Numbers are given to nobody twice.
///
/// ```
/// 027603188429 2026-11-28T09:30:00+08:00 412
/// 027603188429 2026-11-29T10:00:00+08:00 420 17,23    records about others that named the person
/// ```
public struct ErasedMembers: Hashable, Sendable {
  /// The name of the list in a store.
  public static let fileInStore = "erased-members"
  /// The name of the list beside backups.
  public static let fileBesideBackups = "erased-members.txt"

  /// A member who was erased.
  public struct Line: Hashable, Sendable {
    /// Who.
    public let member: MemberNumber
    /// When.
    public let time: Instant
    /// The last record at that time; what was written about the number later is not covered.
    public let upTo: UInt64
    /// Records about others whose free text named the person, ascending.
    public let also: [UInt64]

    /// - Parameters:
    ///   - member: who.
    ///   - time: when.
    ///   - upTo: the last record at that time.
    ///   - also: records about others whose free text named the person.
    public init(member: MemberNumber, time: Instant, upTo: UInt64, also: [UInt64] = []) {
      self.member = member
      self.time = time
      self.upTo = upTo
      self.also = also.sorted()
    }

    var text: String {
      let records = also.map { "\($0)" }.joined(separator: ",")
      return "\(member.digits) \(time.rfc3339) \(upTo)" + (also.isEmpty ? "" : " \(records)")
    }

    /// Reads what `text` writes; a number alone, as somebody may type it, stands for everything.
    init?(_ text: some StringProtocol) {
      let words = text.split { $0 == " " || $0 == "\t" }
      guard (1...4).contains(words.count), let member = MemberNumber(words[0]) else { return nil }
      guard words.count > 1 else {
        self.init(member: member, time: Instant(milliseconds: 0), upTo: .max)
        return
      }
      let also = words.count == 4 ? words[3].split(separator: ",").map { UInt64($0) } : []
      guard words.count > 2, let time = Instant(words[1]), let upTo = UInt64(words[2]),
        !also.contains(nil)
      else { return nil }
      self.init(member: member, time: time, upTo: upTo, also: also.compactMap { $0 })
    }
  }

  /// The lines in their order.
  public private(set) var lines: [Line] = []

  /// A list of nobody.
  public init() {}

  /// Reads a list; empty lines and those that begin with `#` say nothing.
  ///
  /// - Parameters:
  ///   - bytes: the file's contents.
  ///   - path: how a message calls the file.
  /// - Throws: where a line is something else, with its number.
  public init(_ bytes: [UInt8], path: String) throws(StoreError) {
    let rows = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, text) in rows.enumerated() {
      if text.allSatisfy(\.isWhitespace) || text.hasPrefix("#") { continue }
      guard let line = Line(text) else {
        throw StoreError(
          description: "\(path):\(index + 1): this is no member number, time and record. Mend the "
            + "line: people who were erased must not come back.")
      }
      add(line)
    }
  }

  init(lines: [Line]) {
    for line in lines { add(line) }
  }

  /// Adds a line; one that says no more than another that stands there already is not added.
  public mutating func add(_ line: Line) {
    let isCovered = lines.contains { other in
      other.member == line.member && other.upTo >= line.upTo
        && line.also.allSatisfy(other.also.contains)
    }
    if !isCovered { lines.append(line) }
  }

  /// Adds all lines of another list.
  public mutating func merge(_ other: ErasedMembers) {
    for line in other.lines { add(line) }
  }

  /// The file's contents.
  public var contents: [UInt8] {
    let head =
      "# Erased members: number, time, last record. huikan ledger restore erases them again.\n"
      + "# 已删除个人信息的会员号。恢复旧备份时会再次删除，请与备份放在一起，不要改动。\n"
    return Array((head + lines.map { $0.text + "\n" }.joined()).utf8)
  }

  /// Reads the list in a folder; an empty one where there is none.
  ///
  /// - Parameter path: the file.
  /// - Returns: the list.
  /// - Throws: where the file cannot be read.
  public static func read(_ path: String) throws(StoreError) -> ErasedMembers {
    try read(path, fileSystem: ReadingDisk())
  }

  static func read(
    _ path: String, fileSystem: any FileSystem
  ) throws(StoreError) -> ErasedMembers {
    let bytes: [UInt8]
    do {
      bytes = try fileSystem.contents(of: path)
    } catch {
      if error.isMissing { return ErasedMembers() }
      throw StoreError(error)
    }
    return try ErasedMembers(bytes, path: path)
  }

  /// Adds these lines to the file in a folder, all of them or none.
  ///
  /// - Parameters:
  ///   - name: the file's name.
  ///   - folder: the folder, which must exist.
  /// - Throws: where it cannot be written.
  public func add(to name: String, in folder: String) throws(StoreError) {
    try add(to: name, in: folder, on: POSIXFileSystem())
  }

  func add(
    to name: String, in folder: String, on disk: any FileSystem
  ) throws(StoreError) {
    let path = "\(folder)/\(name)"
    var list = try ErasedMembers.read(path, fileSystem: disk)
    let before = list
    list.merge(self)
    guard list != before || lines.isEmpty else { return }
    do {
      if try disk.list(folder).contains("\(name).new") { try disk.remove("\(path).new") }
      try disk.replace(path, in: folder, with: list.contents)
    } catch {
      throw StoreError(error)
    }
  }
}
