public import CivilTime
import Disk
import Glibc
import Synchronization

/// Who of the staff has read about whom: apart from the journal, a file a day, kept for so many days.
///
/// A line says when, who, by which endpoint and about which member numbers; never a name, a phone or
/// what was typed. It is written before the answer leaves, and handed to the system without waiting for
/// the disk: a loss of power may take the last seconds, the end of the process takes nothing. Files
/// older than the retention are removed when a new day's file begins, and by the daily run where nobody
/// reads anything.
public final class AccessLog: Sendable {
  /// For how many days readings are kept where nothing else is said.
  public static let defaultDays = 180

  /// At most how many bytes are looked through for one answer: a question that few readings answer
  /// takes several.
  public static let mostLookedThrough = 4 << 20

  private struct Page {
    let day: Day
    let file: any File
    var size: Int
  }

  private let directory: String
  private let fileSystem: any FileSystem
  private let days: Int
  private let page = Mutex<Page?>(nil)

  /// - Parameters:
  ///   - store: the store's directory.
  ///   - days: for how many days readings are kept, at least 1.
  public convenience init(store: String, days: Int = AccessLog.defaultDays) {
    self.init(store: store, fileSystem: POSIXFileSystem(), days: days)
  }

  init(store: String, fileSystem: any FileSystem, days: Int) {
    precondition(days >= 1, "readings are kept for a day at least")
    directory = store + "/access"
    self.fileSystem = fileSystem
    self.days = days
  }

  /// Notes a reading.
  ///
  /// - Throws: where the disk takes nothing more; then nothing may be shown either.
  public func note(_ reading: Reading) throws(StoreError) {
    let line = reading.line
    let failure = page.withLock { page -> FileError? in
      do throws(FileError) {
        if page?.day != reading.time.day {
          page?.file.close()
          page = nil
          page = try opened(reading.time.day)
        }
        guard let current = page else { return nil }
        try current.file.writeAll(line[...], at: current.size)
        page?.size += line.count
        return nil
      } catch {
        page?.file.close()
        page = nil
        return error
      }
    }
    if let failure {
      throw StoreError(
        description: "\(failure), so who reads about members cannot be noted. \(failure.remedy)",
        isForWantOfSpace: failure.isForWantOfSpace)
    }
  }

  /// Looks whether readings can be noted, where some were before.
  ///
  /// - Throws: where their folder is none, or is another user's.
  public func check() throws(StoreError) {
    do throws(FileError) {
      let store = directory.dropLast("/access".utf8.count)
      guard try fileSystem.list(String(store)).contains("access") else { return }
      do throws(FileError) {
        try fileSystem.makeDirectory(directory)
      } catch {
        guard error.code == EEXIST else { throw error }
        throw FileError(
          operation: "use", path: directory, code: error.code, reason: "it is no folder")
      }
    } catch {
      let remedy = error.code == EEXIST ? "Move it away, then start again." : error.remedy
      throw StoreError(
        description: "\(error), so who reads about members could not be noted. \(remedy)")
    }
  }

  private func opened(_ day: Day) throws(FileError) -> Page {
    try fileSystem.makeDirectory(directory)
    let path = path(of: day)
    let known = try? fileSystem.open(path, .never)
    let file: any File
    if let known { file = known } else { file = try fileSystem.open(path, .always) }
    do throws(FileError) {
      guard known != nil else {
        try removeOld(before: day.adding(days: -days))
        return Page(day: day, file: file, size: 0)
      }
      let size = try file.size()
      // What a crash has cut off stays a line of its own, which no reader understands.
      try file.writeAll([0x0A], at: size)
      return Page(day: day, file: file, size: size + 1)
    } catch {
      file.close()
      throw error
    }
  }

  /// Removes what is older than the retention. Waits for the disk.
  ///
  /// - Parameter today: the day from which it is counted.
  /// - Throws: where the disk refuses.
  public func forget(on today: Day) throws(StoreError) {
    let failure = page.withLock { _ -> FileError? in
      // Where nobody has read anything there is no folder.
      guard (try? writtenDays()) != nil else { return nil }
      do throws(FileError) {
        try removeOld(before: today.adding(days: -days))
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw StoreError(failure) }
  }

  private func removeOld(before first: Day) throws(FileError) {
    for day in try writtenDays() where day < first { try fileSystem.remove(path(of: day)) }
  }

  private func path(of day: Day) -> String { "\(directory)/\(day.iso).jsonl" }

  private func writtenDays() throws(FileError) -> [Day] {
    try fileSystem.list(directory).filter { $0.hasSuffix(".jsonl") }
      .compactMap { Day($0.dropLast(".jsonl".utf8.count)) }.sorted()
  }

  /// The later of two days; nil where there is neither.
  private static func later(_ left: Day?, _ right: Day?) -> Day? {
    guard let left, let right else { return left ?? right }
    return max(left, right)
  }

  /// Some of the readings, the earliest first. Waits for the disk.
  ///
  /// - Parameters:
  ///   - wanted: which.
  ///   - place: where to go on; nil from the beginning.
  ///   - limit: the most of them; fewer, or none, where much has to be looked through.
  ///   - looked: at most how many bytes are looked through.
  ///   - reaches: about whom whoever asks may read; nil about everybody.
  /// - Returns: the readings, about those alone, and where the next one may stand; nil where there is none.
  /// - Throws: where the files cannot be read.
  public func readings(
    _ wanted: Wanted, after place: Place? = nil, limit: Int,
    lookingThrough looked: Int = AccessLog.mostLookedThrough,
    reaching reaches: ((String) -> Bool)? = nil
  ) throws(StoreError) -> (readings: [Reading], next: Place?) {
    var found: [Reading] = []
    var left = looked
    do throws(FileError) {
      // Where nobody has read anything there is no folder.
      guard let days = try? writtenDays() else { return ([], nil) }
      for day in days {
        if let from = Self.later(wanted.from, place?.day), day < from { continue }
        if let through = wanted.through, day > through { break }
        var rest = try fileSystem.contents(of: path(of: day))[...]
        var index = 0
        let start = place?.day == day ? place?.line ?? 0 : 0
        while !rest.isEmpty {
          let line = rest.prefix { $0 != 0x0A }
          rest = rest[line.endIndex...].dropFirst()
          defer { index += 1 }
          guard index >= start else { continue }
          guard left > 0 else { return (found, Place(day: day, line: index)) }
          left -= line.count + 1
          guard let reading = Reading(line: line)?.about(reaches), wanted.includes(reading) else {
            continue
          }
          guard found.count < limit else { return (found, Place(day: day, line: index)) }
          found.append(reading)
        }
      }
      return (found, nil)
    } catch {
      throw StoreError(error)
    }
  }
}

extension AccessLog {
  /// Which readings are asked for.
  public struct Wanted: Hashable, Sendable {
    /// The first day; nil from the beginning.
    public var from: Day?
    /// The last day; nil to the end.
    public var through: Day?
    /// About whom; nil about anybody.
    public var member: String?
    /// By whom, as a staff number; nil by anybody.
    public var staff: Int?

    /// Everything.
    public init() {}

    func includes(_ reading: Reading) -> Bool {
      (member == nil || reading.members.contains { $0 == member })
        && (staff == nil || reading.staff == staff)
    }
  }

  /// Where a page of readings goes on.
  public struct Place: Hashable, Sendable {
    /// The day of the file.
    public let day: Day
    /// The line in it, from 0.
    public let line: Int

    /// - Parameters:
    ///   - day: the day of the file.
    ///   - line: the line in it, from 0.
    public init(day: Day, line: Int) {
      self.day = day
      self.line = line
    }
  }
}
