import Testing

@testable import Traditional

@Suite("简繁转换：词、人名、地名，一次一个方向")
struct ConverterTests {
  @Test(
    "Words by the standard that was chosen",
    arguments: [
      (Standard.openCC, "头发在里面，软件开发", "頭髮在裏面，軟件開發"),
      (.taiwan, "头发在里面，软件开发", "頭髮在裡面，軟件開發"),
      (.taiwanWords, "头发在里面，软件开发", "頭髮在裡面，軟體開發"),
      (.hongKong, "头发在里面，软件开发", "頭髮在裏面，軟件開發"),
    ])
  func standards(standard: Standard, simplified: String, traditional: String) {
    #expect(Converter(standard).convert(simplified) == traditional)
  }

  @Test("Without names OpenCC goes wrong where anybody would")
  func withoutNames() {
    #expect(Converter(.taiwan).convert("余先生住在胡同里") == "餘先生住在衚衕裡")
  }

  private static let names = Names(
    people: ["余一鸣", "范小青", "于是之", "顾南屏", "檐声会编辑部"],
    words: ["胡同": "胡同", "半山台": "半山台", "云塘里": "雲塘里", "云塘": "云塘"])

  @Test(
    "Names come first, the longest that fits", arguments: Standard.allCases)
  func people(standard: Standard) {
    let converter = Converter(standard, names: Self.names)
    func check(_ simplified: String, _ traditional: String) {
      #expect(converter.convert(simplified) == traditional)
    }
    check("余一鸣来了", "余一鳴來了")
    check("余先生、老余、范老师、于师傅", "余先生、老余、范老師、于師傅")
    check("剩余的时间", "剩餘的時間")
    check("对于范围", "對於範圍")
    check("顾南屏", "顧南屏")
    check("云塘里的半山台", "雲塘里的半山台")
    check("云塘的胡同", "云塘的胡同")
    #expect(converter.failure == nil)
  }

  @Test("A place is one word, and a lane at its end stays a lane", arguments: Standard.allCases)
  func places(standard: Standard) {
    let names = Names(
      places: ["云塘里", "半山台", "余家胡同", "岸上", "这里"], people: ["余一鸣"], words: ["半山台": "半山台"])
    let converter = Converter(standard, names: names)
    #expect(converter.convert("云塘里与岸上的半山台") == "雲塘里與岸上的半山台")
    #expect(converter.convert("余家胡同").hasSuffix("家胡同"))
    #expect(converter.convert("在这里，云塘里面") == Converter(standard).convert("在这里，") + "雲塘里面")
    #expect(Names(places: ["A区", "里"], people: [], words: [:]).bytes.isEmpty)
  }

  @Test(
    "A word with a mark within it is one word",
    arguments: [
      ("头\u{1}发", "頭\u{1}髮"), ("\u{1}理\u{1}发", "\u{1}理\u{1}髮"), ("发\u{1}现", "發\u{1}現"),
      ("a\u{1}干净\u{1}", "a\u{1}乾淨\u{1}"),
    ])
  func runs(simplified: String, traditional: String) {
    #expect(Converter(.taiwan).convert(simplified) == traditional)
  }

  @Test("Where a word grows, its pieces are converted by themselves")
  func growing() {
    // 内存 is 記憶體 in Taiwan.
    let run = Converter(.taiwanWords).convert("内\u{1}存满了")
    #expect(run.split(separator: "\u{1}").count == 2)
    #expect(run == "內\u{1}存滿了")
  }

  @Test("A text is told by the names in it, and by no others")
  func mentioned() {
    func mentioned(_ text: String) -> String {
      String(decoding: Self.names.mentioned(in: text.utf8), as: UTF8.self)
    }
    #expect(mentioned("没有人") == "")
    #expect(mentioned("半山台与胡同").contains("半山台"))
    #expect(!mentioned("半山台").contains("胡同"))
    #expect(Names().mentioned(in: "半山台".utf8).isEmpty)
  }

  @Test("Many threads at once come to the same")
  func threads() async {
    let converter = Converter(.taiwan, names: Self.names)
    let results = await withTaskGroup(of: String.self) { group in
      for number in 0..<200 {
        group.addTask { converter.convert("第\(number % 7)页：余先生的头发") }
      }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(results == Set((0..<7).map { "第\($0)頁：余先生的頭髮" }))
  }

  @Test("What is no text in UTF-8 comes back as it was")
  func invalid() {
    let bytes: [UInt8] = [0xE5, 0xA4]
    #expect(Converter(.taiwan).convert(bytes) == bytes)
    #expect(Converter(.taiwan).convert([UInt8]()) == [])
  }
}
