import CivilTime
import Club
import Disk
import Glibc
import Testing

@testable import ClubStore
@testable import Simulation

@Suite("谁看过谁 the access log")
struct AccessLogTests {
  private let clerk = StaffIdentity(id: StaffID(1), role: .clerk, regions: [], name: "林小舟")
  private let auditor = StaffIdentity(id: StaffID(3), role: .auditor, regions: [], name: nil)

  private func house() throws -> Clubhouse {
    let house = try Clubhouse()
    try POSIXFileSystem().makeDirectory(house.directory)
    return house
  }

  private func reading(
    _ time: String, by staff: StaffIdentity, of ordinals: [Int] = [0]
  ) throws -> Reading {
    Reading(
      time: try #require(Instant(time)), by: staff, endpoint: "GET /api/v1/members/{number}",
      members: ordinals.map { MemberNumber(ordinal: $0) })
  }

  @Test("记下、查回、按人按日筛选，不含姓名 notes, finds, names nobody")
  func notesAndFinds() throws {
    let house = try house()
    let log = AccessLog(store: house.directory)
    #expect(try log.readings(AccessLog.Wanted(), limit: 10).readings.isEmpty)
    let all = [
      try reading("2026-11-21 23:59", by: clerk),
      try reading("2026-11-22 09:00", by: clerk, of: [1]),
      try reading("2026-11-22 09:01", by: auditor, of: [0, 1]),
      try reading("2026-11-22 09:02", by: auditor, of: []),
    ]
    for reading in all { try log.note(reading) }
    #expect(try log.readings(AccessLog.Wanted(), limit: 10).readings == all)
    var wanted = AccessLog.Wanted()
    wanted.member = MemberNumber(ordinal: 1).digits
    #expect(try log.readings(wanted, limit: 10).readings == [all[1], all[2]])
    wanted.staff = 3
    #expect(try log.readings(wanted, limit: 10).readings == [all[2]])
    wanted = AccessLog.Wanted()
    wanted.from = Day("2026-11-22")
    #expect(try log.readings(wanted, limit: 10).readings == Array(all[1...]))
    wanted.through = Day("2026-11-21")
    #expect(try log.readings(wanted, limit: 10).readings.isEmpty)
    let text = String(
      decoding: try POSIXFileSystem().contents(of: "\(house.directory)/access/2026-11-22.jsonl"),
      as: UTF8.self)
    #expect(!text.contains("林小舟"))
  }

  @Test("一页一页取，不重不漏 page by page")
  func pages() throws {
    let house = try house()
    let log = AccessLog(store: house.directory)
    let all = try (0..<7).map { try reading("2026-11-\(20 + $0 / 3) 09:0\($0)", by: clerk) }
    for reading in all { try log.note(reading) }
    var found: [Reading] = []
    var place: AccessLog.Place?
    repeat {
      let page = try log.readings(AccessLog.Wanted(), after: place, limit: 2)
      found += page.readings
      place = page.next
    } while place != nil
    #expect(found == all)
  }

  @Test("要翻很多才找到几条的，分几次翻 little is found in much")
  func lookingThroughMuch() throws {
    let house = try house()
    let log = AccessLog(store: house.directory)
    for number in 0..<40 {
      try log.note(try reading("2026-11-\(20 + number / 20) 09:\(10 + number % 20)", by: clerk))
    }
    var wanted = AccessLog.Wanted()
    wanted.staff = 7
    let answers = sequence(
      first: try log.readings(wanted, limit: 9, lookingThrough: 1000),
      next: { last in
        last.next.flatMap {
          try? log.readings(wanted, after: $0, limit: 9, lookingThrough: 1000)
        }
      })
    let pages = Array(answers)
    #expect(pages.allSatisfy { $0.readings.isEmpty })
    #expect(pages.count > 2 && pages.last?.next == nil)
    var found: [Reading] = []
    var place: AccessLog.Place?
    repeat {
      let page = try log.readings(
        AccessLog.Wanted(), after: place, limit: 9, lookingThrough: 1000)
      found += page.readings
      place = page.next
    } while place != nil
    #expect(found.count == 40 && Set(found).count == 40)
  }

  @Test("重新打开接着写，断掉的一行不碍事 opened again after a torn line")
  func reopened() throws {
    let house = try house()
    let first = try reading("2026-11-22 09:00", by: clerk)
    try AccessLog(store: house.directory).note(first)
    let path = "\(house.directory)/access/2026-11-22.jsonl"
    let file = try POSIXFileSystem().open(path, .never)
    let torn = Array("{\"time\":17953".utf8)
    let size = try file.size()
    _ = try torn.withUnsafeBytes { try file.write($0, at: size) }
    file.close()
    let log = AccessLog(store: house.directory)
    let second = try reading("2026-11-22 09:05", by: clerk)
    try log.note(second)
    #expect(try log.readings(AccessLog.Wanted(), limit: 10).readings == [first, second])
  }

  @Test("过了保存期的整天删除 kept for so many days")
  func retention() throws {
    let house = try house()
    let log = AccessLog(store: house.directory, fileSystem: POSIXFileSystem(), days: 2)
    for day in 20...25 { try log.note(try reading("2026-11-\(day) 09:00", by: clerk)) }
    let kept = try POSIXFileSystem().list("\(house.directory)/access").sorted()
    #expect(kept == ["2026-11-23.jsonl", "2026-11-24.jsonl", "2026-11-25.jsonl"])
  }

  @Test("没有人看，过期的也按天删除 kept no longer where nobody reads")
  func forgotten() throws {
    let house = try house()
    let log = AccessLog(store: house.directory, fileSystem: POSIXFileSystem(), days: 2)
    try log.forget(on: try #require(Day("2026-11-22")))
    for day in 20...22 { try log.note(try reading("2026-11-\(day) 09:00", by: clerk)) }
    try log.forget(on: try #require(Day("2026-11-23")))
    let kept = { try POSIXFileSystem().list("\(house.directory)/access").sorted() }
    #expect(try kept() == ["2026-11-21.jsonl", "2026-11-22.jsonl"])
    try log.forget(on: try #require(Day("2027-06-01")))
    #expect(try kept().isEmpty)
    let later = try reading("2027-06-01 09:00", by: clerk)
    try log.note(later)
    #expect(try log.readings(AccessLog.Wanted(), limit: 10).readings == [later])
  }

  @Test("写不下就报错，谁也看不成 a log that cannot be written refuses")
  func unwritable() throws {
    let house = try house()
    try POSIXFileSystem().makeDirectory(house.directory)
    let path = "\(house.directory)/access"
    let file = try POSIXFileSystem().open(path, .always)
    file.close()
    #expect(throws: StoreError.self) {
      try AccessLog(store: house.directory).note(try reading("2026-11-22 09:00", by: clerk))
    }
  }

  @Test("磁盘写满、读写出错，都不漏掉文件句柄 a disk that is full or fails costs no descriptor")
  func descriptors() throws {
    let disk = SimulatedDisk()
    let log = AccessLog(store: "Store", fileSystem: disk, days: 2)
    try log.note(try reading("2026-11-20 09:00", by: clerk))
    #expect(disk.openFiles == 1)
    disk.leaveSpace(0)
    for time in ["20 09:01", "20 09:02", "21 09:00", "21 09:01", "22 09:00"] {
      #expect(throws: StoreError.self) { try log.note(try reading("2026-11-\(time)", by: clerk)) }
      #expect(disk.openFiles == 0, "\(time)")
    }
    disk.leaveSpace(nil)
    // At every step by which a day's file begins, and an old one goes.
    for step in 0..<4 {
      disk.fail(at: disk.operations.count + step, .error(5))
      let time = "2026-11-2\(3 + step) 09:0"
      #expect(throws: StoreError.self, "step \(step)") {
        try log.note(try reading(time + "0", by: clerk))
      }
      #expect(disk.openFiles == 0, "step \(step)")
      try log.note(try reading(time + "1", by: clerk))
      #expect(disk.openFiles == 1, "step \(step)")
    }
    let all = try log.readings(AccessLog.Wanted(), limit: 100).readings
    #expect(all.map(\.time.day.iso) == ["2026-11-24", "2026-11-25", "2026-11-26"])
    #expect(disk.openFiles == 1)
  }
}
