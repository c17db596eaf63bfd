import CivilTime
import Club
import ClubStore
import Testing

@testable import ClubAPI

@Suite("从 CSV 记账 postings from a spreadsheet")
struct PointsImportTests {
  private static let path = "POST /api/v1/points/import"

  private func send(
    _ counter: Counter, _ rows: [String], key: String = "i", preview: Bool = false,
    head: String = "会员号,收支,来源,积分,金额,活动,参考号,业务日期,事由"
  ) async throws -> String {
    try await counter.send(
      """
      \(Self.path)\(preview ? "?preview=true" : "")
      As: clerk
      Key: \(key)
      Content-Type: text/csv
      Accept-Language: en

      \(([head] + rows).joined(separator: "\r\n"))
      """)
  }

  private func balances(_ counter: Counter) async throws -> [Int] {
    try await counter.store.read { club, _ in
      (0..<2).map { club.points.balance(of: MemberNumber(ordinal: $0)) }
    }
  }

  private static let good = [
    "477127567449,,manual,100,,,A-1,2026-11-20,补记",
    "4771 2756 7449,兑换,redemption,60,,,A-2,,\"换书签，两枚\"",
    "516621805708,发放,manual,1001,,,A-3,,大额",
  ]

  @Test("记下；同一个文件再来，换了键也一笔不重；同一个键得第一次的回答 posted once, however often it comes")
  func once() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let first = try await send(counter, Self.good)
      #expect(
        first == """
          200

          {"posted":2,"waiting":1,"already":0,"refused":0,"lines":[\
          {"line":2,"status":"posted","member":"477127567449","id":"P7-1","points":100,"balance":100,"problem":null,"detail":null},\
          {"line":3,"status":"posted","member":"477127567449","id":"P8-1","points":-60,"balance":40,"problem":null,"detail":null},\
          {"line":4,"status":"waiting","member":"516621805708","id":"Q9-1","points":null,"balance":null,"problem":null,"detail":null}]}
          """)
      let head = counter.store.head
      #expect(try await send(counter, Self.good) == first)
      let again = try await send(counter, Self.good, key: "other")
      #expect(again.contains(#""posted":0,"waiting":0,"already":3,"refused":0"#))
      #expect(again.contains(#""line":3,"status":"already","member":"477127567449","id":"P8-1""#))
      #expect(counter.store.head == head)
      // A longer file posts what is new of it, in whatever order it comes.
      let more = ["477127567449,,manual,1,,,A-4,,又一笔"] + Self.good.reversed()
      let longer = try await send(counter, more, key: "third")
      #expect(longer.contains(#""posted":1,"waiting":0,"already":3,"refused":0"#))
      #expect(try await balances(counter) == [41, 0])
    }
  }

  @Test("冲正以后，同一行可以再记 what was taken back may be posted again")
  func afterReversal() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let rows = ["477127567449,,manual,100,,,A-1,,补记"]
      _ = try await send(counter, rows)
      _ = try await counter.send(
        "POST /api/v1/points/P6-1/reversal\nAs: manager\nKey: r\n\n{\"reason\":\"记错\"}")
      let again = try await send(counter, rows, key: "again")
      #expect(again.contains(#""posted":1"#) && again.contains(#""id":"P8-1""#))
      #expect(try await balances(counter)[0] == 100)
    }
  }

  @Test("试算：什么也不写，一行接一行地算 a dry run")
  func dryRun() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let head = counter.store.head
      let answer = try await send(counter, Self.good, preview: true)
      #expect(answer.contains(#""posted":2,"waiting":1,"already":0,"refused":0"#))
      #expect(
        answer.contains(
          #""line":3,"status":"posted","member":"477127567449","id":null,"points":-60,"balance":40"#
        ))
      #expect(counter.store.head == head)
    }
  }

  @Test("规则不许的：什么也没记，逐处指明行与列 all that the rules refuse, by line and column")
  func refusals() async throws {
    try await Counter.open { counter in
      try await counter.join(2)
      let head = counter.store.head
      let rows = [
        Self.good[0], "477127567449,兑换,redemption,101,,,A-2,,多换",
        "516621805708,,nosuch,5,,,A-3,,事由",
      ]
      let answer = try await send(counter, rows)
      #expect(summary(answer) == "409 batch-refused")
      #expect(answer.contains(#""pointer":"","line":3,"column":4,"detail":"101 points are needed"#))
      #expect(answer.contains(#""line":4,"column":3,"detail":"There is no source nosuch."#))
      #expect(counter.store.head == head)
      // What stands in the books under the same reference with other points is no repetition.
      _ = try await send(counter, [Self.good[0]])
      let other = try await send(counter, [Self.good[0].replacing("100", with: "99")], key: "o")
      #expect(summary(other) == "409 batch-refused")
      #expect(other.contains(#""line":2,"column":7,"detail":"The same has been awarded by P7-1."#))
    }
  }

  @Test("全角的数字照样读 full-width figures are read as the others")
  func fullWidth() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      _ = try await send(counter, ["４７７１２７５６７４４９,,manual,１００,,,A-9,２０２６-11-20,x"])
      #expect(try await balances(counter) == [100, 0])
    }
  }

  @Test(
    "日期照中文Excel的写法 dates as spreadsheets write them",
    arguments: ["2026/11/20", "2026年11月20日", "2026.11.20", "２０２６/11/20"])
  func dates(written: String) async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let answer = try await send(
        counter, ["477127567449,,manual,5,,,A-1,\(written),x"], preview: true)
      #expect(answer.hasPrefix("200") && answer.contains(#""posted":1"#), "\(answer)")
    }
  }

  @Test(
    "一位数的月与日 months and days of one digit",
    arguments: ["2026/1/5", "2026-1-5", "2026年1月5日", "2026/01/05"])
  func shortDates(written: String) {
    #expect(Day(written: written)?.iso == "2026-01-05")
  }

  @Test("日期月日不明的不猜 dates that could mean two days are refused")
  func unclearDates() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      for written in ["11/20/2026", "26/11/20", "2026/11-20", "2026年11月20", "2026/2/30"] {
        let answer = try await send(counter, ["477127567449,,manual,5,,,A-1,\(written),x"])
        #expect(summary(answer) == "422 invalid-request", "\(written)")
        #expect(answer.contains("2026/1/5"), "\(answer)")
      }
    }
  }

  @Test("来源写规则的标题也认；不认的，列出有哪些 a source by its title, and what there is")
  func titles() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let answer = try await send(
        counter,
        ["477127567449,,手工发放,5,,,A-1,,x", "477127567449,兑换,兑换,2,,,A-2,,x"], preview: true)
      #expect(answer.contains(#""posted":2"#), "\(answer)")
      let unknown = try await send(counter, ["477127567449,,别的,5,,,A-1,,x"])
      #expect(summary(unknown) == "422 invalid-request")
      #expect(unknown.contains("manual（手工发放）, redemption（兑换）."), "\(unknown)")
    }
  }

  @Test(
    "分隔不是逗号：一句话说清 separators that are no commas",
    arguments: [";", "\t", "，", "；"])
  func separators(separator: String) async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let head = ["会员号", "来源", "积分", "参考号", "事由"].joined(separator: separator)
      let answer = try await send(counter, ["x"], head: head)
      #expect(summary(answer) == "422 invalid-request")
      #expect(answer.contains("The columns are not separated by commas."))
      #expect(answer.matches(of: /"pointer"/).count == 1, "\(answer)")
    }
  }

  @Test("传来的是.xlsx a workbook")
  func workbook() async throws {
    try await Counter.open { counter in
      let answer = try await send(counter, [], head: "PK\u{3}\u{4}\u{14}")
      #expect(summary(answer) == "400 malformed-body")
      #expect(answer.contains("Excel workbook"), "\(answer)")
    }
  }

  @Test(
    "读不懂的字段与标题 fields and titles that cannot be read",
    arguments: [
      ("477127567448,,manual,5,,,A-1,,x", 2, 1), ("477127567449,送,manual,5,,,A-1,,x", 2, 2),
      ("477127567449,,manual,-5,,,A-1,,x", 2, 4), ("477127567449,,manual,5,1.234,,A-1,,x", 2, 5),
      ("477127567449,,manual,5,,,13800138000,,x", 2, 7), ("477127567449,,manual,5,,,,,x", 2, 7),
      ("477127567449,,manual,5,,,A-1,20261120,x", 2, 8), ("477127567449,,manual,5,,,A-1,,", 2, 9),
      ("477127567449,,manual,5,,,A-1,,x,y", 2, 10),
      ("477127567449,,manual,5,,,A-1,,x\r\n477127567449,,manual,6,,,A-1,,y", 3, 7),
    ])
  func fields(row: String, line: Int, column: Int) async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let answer = try await send(counter, [row])
      #expect(summary(answer) == "422 invalid-request")
      #expect(answer.contains(#""pointer":"","line":\#(line),"column":\#(column),"#), "\(answer)")
    }
  }

  @Test("不是这样的文件 what is no such file")
  func files() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let unknown = try await send(counter, ["x"], head: "会员号,来源,生日")
      #expect(summary(unknown) == "422 invalid-request")
      #expect(unknown.contains(#""line":1,"column":3"#) && unknown.contains("事由"))
      #expect(try await summary(send(counter, [])) == "422 invalid-request")
      let broken = try await send(counter, ["\"477127567449,,manual"])
      #expect(summary(broken) == "400 malformed-body")
      #expect(broken.contains(#""line":2,"column":1,"detail":"the quotes of this field"#))
      let wrong = try await counter.send(
        "\(Self.path)\nAs: clerk\nKey: k\nContent-Type: application/json\n\n{}")
      #expect(summary(wrong) == "415 unsupported-media-type")
    }
  }
}
