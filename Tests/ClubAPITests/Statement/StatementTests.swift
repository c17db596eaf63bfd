import CivilTime
import Club
import ClubStore
import Testing

@testable import ClubAPI

@Suite("对账单 statements")
struct StatementTests {
  @Test("按月：期初加明细等于期末；规则、申请人、复核人 by month, and who asked")
  func month() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.award(100, key: "a")
      let request = try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: q\n\n"
          + #"{"action":"award","points":1500,"source":"manual","reference":"contract-2026/118","reason":"=1+1"}"#
      )
      #expect(request.contains("Q7-1"))
      #expect(
        try await counter.status(
          "POST /api/v1/points/requests/Q7-1/approval\nAs: manager\nKey: y\n\n{}") == "201")
      let path = "GET /api/v1/members/477127567449/points"
      let november = try await counter.send("\(path)?month=2026-11\nAs: auditor")
      #expect(november.contains(#""opening":0,"lines":[{"id":"P6-1""#))
      #expect(november.contains(#""closing":1600"#))
      #expect(
        november.contains(
          #""actor":"staff:2","actorName":"顾南屏","reverses":null,"reversedBy":null,"rule":null,"request":"Q7-1","requestedBy":"staff:1","requestedByName":"林小舟"}"#
        ))
      let own = try await counter.send("\(path)?month=2026-11\nAs: m1")
      #expect(own.contains(#""request":"Q7-1","requestedBy":"desk"}"#) && !own.contains("林小舟"))
      let december = try await counter.send("\(path)?month=2026-12\nAs: m1")
      #expect(december.contains(#""opening":1600,"lines":[],"closing":1600"#))
      for query in ["month=2026-13", "month=26-11", "month=2026-11&from=2026-11-01"] {
        #expect(try await counter.status("\(path)?\(query)\nAs: m1") == "422", "\(query)")
      }
      let page = try await counter.send("GET /me/statement?month=2026-11\nAs: m1")
      #expect(page.contains("[statement] 积分对账单") && page.contains("期末: 1600"))
      #expect(page.contains("2026-11-22 | 手工发放 | P6-1 · 测试 · 经办：前台 | +100 | 100"))
      #expect(page.contains("申请Q7-1，前台") && page.contains("contract-2026/118"))
      #expect(page.contains("上一月 → /me/statement?month=2026-10") && !page.contains("下一月"))
      let desk = try await counter.send("GET /desk/members/477127567449/statement\nAs: clerk")
      #expect(desk.contains("经办：顾南屏") && desk.contains("申请Q7-1，林小舟"))
    }
  }

  @Test("业务日期早于记账日的，按记账先后排，注明记账日；负数用减号 the day of posting, where it is another")
  func postedLater() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let points = "POST /api/v1/members/477127567449/points\nAs: clerk"
      try await counter.send(
        "\(points)\nKey: 1\n\n"
          + #"{"action":"award","points":100,"source":"manual","reason":"值守"}"#)
      try await counter.send(
        "\(points)\nKey: 2\n\n"
          + #"{"action":"spend","points":60,"source":"redemption","reason":"餐券"}"#)
      let plain = try await counter.send("GET /me/statement?month=2026-11\nAs: m1")
      #expect(plain.contains("| −60 | 40") && !plain.contains("记账的先后"))
      try await counter.send(
        "\(points)\nKey: 3\n\n"
          + #"{"action":"award","points":5,"source":"manual","reason":"补记","businessDate":"2026-11-20"}"#
      )
      let page = try await counter.send("GET /me/statement?month=2026-11\nAs: m1")
      #expect(page.contains("各行按记账的先后排列"))
      #expect(page.contains("2026-11-20 | 手工发放 | 2026-11-22记账 · P8-1 · 补记"))
      #expect(page.ranges(of: "2026-11-22记账").count == 1)
      let sheet = try await counter.send("GET /me/statement.csv?month=2026-11\nAs: m1")
      #expect(sheet.contains(",-60,40,"))
    }
  }

  @Test("冲正的说明冲的是什么，手工记的也说 what a reversal takes back, also where nothing names it")
  func reversals() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      let points = "POST /api/v1/members/477127567449/points\nAs: clerk"
      let orders = [
        #"{"action":"award","points":100,"source":"manual","reason":"值守"}"#,
        #"{"action":"spend","points":60,"source":"redemption","reason":"餐券"}"#,
      ]
      for (place, order) in orders.enumerated() {
        try await counter.send("\(points)\nKey: \(place)\n\n\(order)")
      }
      for entry in ["P7-1", "P6-1"] {
        #expect(
          try await counter.status(
            "POST /api/v1/points/\(entry)/reversal\nAs: manager\nKey: \(entry)\n\n"
              + #"{"reason":"记错"}"#) == "201")
      }
      let page = try await counter.send("GET /me/statement?month=2026-11\nAs: m1")
      #expect(page.contains("| 冲正P7-1：兑换 |") && page.contains("| 冲正P6-1：手工发放 |"))
      let sheet = try await counter.send("GET /me/statement.csv?month=2026-11\nAs: m1")
      #expect(sheet.contains(",冲正P6-1：手工发放,-100,0,"))
    }
  }

  @Test("表格：带 BOM，公式不执行 as CSV, and no formula in it")
  func csv() async throws {
    try await Counter.open { counter in
      try await counter.join(1)
      try await counter.send(
        "POST /api/v1/members/477127567449/points\nAs: clerk\nKey: q\n\n"
          + #"{"action":"award","points":7,"source":"manual","reason":"=HYPERLINK(\"x\"),好"}"#)
      let sheet = try await counter.send("GET /me/statement.csv?month=2026-11\nAs: m1")
      #expect(
        sheet.contains(
          "content-disposition: attachment; filename=\"statement-477127567449-2026-11.csv\""))
      let rows = sheet.split(separator: "\r\n").map(String.init)
      #expect(rows.first?.contains("\u{FEFF}流水号,记账时间,业务日期") == true)
      #expect(rows.contains("期初,,,,,,0"))
      #expect(
        rows.contains(
          "P6-1,2026-11-22 10:00,2026-11-22,发放,手工发放,7,7,,,\"'=HYPERLINK(\"\"x\"\"),好\",前台,,,,"))
      #expect(rows.contains("期末,,,,,,7"))
      for (text, written) in [
        ("+86", "'+86"), ("-1", "'-1"), ("@a", "'@a"), ("\ta", "'\ta"), ("a=b", "a=b"),
        ("一\n二", "\"一\n二\""),
      ] {
        #expect(StatementCSV.Cell.text(text).written == written)
      }
      #expect(StatementCSV.Cell.number(-30).written == "-30")
    }
  }

  @Test("月份的头尾，含闰年 the first and the last day of a month")
  func months() throws {
    for (month, last) in [
      ("2026-02", "2026-02-28"), ("2028-02", "2028-02-29"), ("2026-12", "2026-12-31"),
    ] {
      let period = try #require(StatementPeriod(month: month))
      #expect(period.from?.iso == month + "-01" && period.through?.iso == last)
    }
    let december = try #require(StatementPeriod(month: "2026-12"))
    #expect(december.neighbours?.after.month == "2027-01")
    #expect(december.neighbours?.before.month == "2026-11")
    #expect(StatementPeriod(month: "2026-00") == nil && StatementPeriod(month: "2026-1") == nil)
  }
}
