import CSV
import Club
import Testing

@testable import huikan

@Suite("The rows of members.csv")
struct MemberSheetTests {
  @Test("Chinese titles in any order, contacts in the club's form, three channels by two names")
  func good() throws {
    let sheet = try Self.sheet(
      """
      手机,姓名,入会途径,入会条款,邮箱
      138 0013 8000,何知秋,前台,2026-11,
      ,苏禾,magazine-form,2026-11,Su.He@Example.com
      """)
    #expect(sheet.mistakes.isEmpty)
    #expect(sheet.rows.map(\.name.text) == ["何知秋", "苏禾"])
    #expect(sheet.rows[0].phone?.text == "+8613800138000")
    #expect(sheet.rows[1].email?.text == "su.he@example.com")
    #expect(sheet.rows.map(\.channel) == [.desk, .magazineForm])
    #expect(sheet.rows.map(\.line) == [2, 3])
  }

  @Test("every mistake of every row, with its line and column, and no value in any message")
  func mistakes() throws {
    let sheet = try Self.sheet(
      """
      name,phone,email,channel,consent
      ,13800138000,,desk,v1
      何知秋,1.38001E+10,,desk,v1
      苏禾,12345,su.he,post,
      陆望舒,,,desk,v1
      程砚,13800138001,,desk,v1,extra
      白露,13800138002,,desk,v1
      傅怀山,+86 13800138002,,desk,v1
      """)
    #expect(
      sheet.mistakes.map { "\($0.line):\($0.column)" } == [
        "2:1", "3:2", "4:2", "4:3", "4:4", "4:5", "5:2", "6:6", "8:2",
      ])
    #expect(sheet.mistakes[1].reason.contains("Excel has made a number"))
    #expect(sheet.mistakes[8].reason == "the contact stands in line 7 already")
    #expect(!sheet.mistakes.contains { $0.reason.contains("12345") || $0.reason.contains("su.he") })
    #expect(sheet.rows.map(\.line) == [7])
  }

  @Test(
    "titles that are unknown, doubled, missing or not separated by commas",
    arguments: [
      ("name,phone,channel,consent,birthday", "1:5: no column of this title is known"),
      ("name,phone,手机,channel,consent", "1:3: there are two columns “phone”"),
      ("name,channel,consent", "1:1: the column phone 手机 or email 邮箱 is missing"),
      ("name,phone,channel", "1:1: the column consent 入会条款 is missing"),
      ("name;phone;channel;consent", "1:1: the columns are not separated by commas"),
      ("姓名，手机，入会途径，入会条款", "1:1: the columns are not separated by commas"),
    ])
  func titles(head: String, message: String) throws {
    let mistakes = try Self.sheet(head + "\nx,y\n").mistakes
    #expect(mistakes.contains { "\($0.line):\($0.column): \($0.reason)".hasPrefix(message) })
  }

  @Test("a name that nobody can see: which character is to go")
  func invisibleNames() throws {
    let rows = ["何知秋\u{200B}", "\u{3164}", "何\u{202E}知秋"].enumerated()
      .map { "\($1),1380013800\($0),desk,v1" }
    let sheet = try Self.sheet((["name,phone,channel,consent"] + rows).joined(separator: "\n"))
    #expect(
      sheet.mistakes.map(\.reason) == [
        "a name has 1 to 50 visible characters: delete character 4, U+200B, which is invisible",
        "a name has 1 to 50 visible characters: delete character 1, U+3164, which is invisible",
        "a name has 1 to 50 visible characters: delete character 2, U+202E, which is invisible",
      ])
    #expect(sheet.rows.isEmpty)
  }

  @Test("an empty file says so")
  func empty() throws {
    #expect(try Self.sheet("").mistakes.map(\.reason) == ["the file is empty"])
  }

  private static func sheet(_ text: String) throws -> MemberSheet {
    MemberSheet(try CSVReader.rows(Array(text.utf8)))
  }
}
