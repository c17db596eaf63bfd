import CSV
import Testing

@Suite("Reading members.csv: what Excel and WPS write")
struct CSVReaderTests {
  @Test(
    "fields, quotes, doubled quotes, line feeds inside quotes, CRLF, the mark, empty rows",
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("\u{FEFF}a,b\r\n\"1,5\",\"say \"\"hi\"\"\"\r\n", [["a", "b"], ["1,5", "say \"hi\""]]),
      ("a\n\"two\nlines\"\nlast", [["a"], ["two\nlines"], ["last"]]),
      ("姓名,手机\n,,\n\n何知秋,\n", [["姓名", "手机"], ["何知秋", ""]]),
      ("", []),
    ] as [(String, [[String]])])
  func rows(text: String, expected: [[String]]) throws {
    #expect(try CSVReader.rows(Array(text.utf8)).map { $0.map(\.text) } == expected)
  }

  @Test("a field knows its line and column, also after a line feed inside quotes")
  func places() throws {
    let rows = try CSVReader.rows(Array("a,b\n\"x\ny\",2\n3,4\n".utf8))
    #expect(rows[1].map(\.line) == [2, 3])
    #expect(rows[2].map { "\($0.line):\($0.column)" } == ["4:1", "4:2"])
  }

  @Test(
    "what is no such file is refused with its place and what to do",
    arguments: [
      (Array("a,b\n1,\"2\n".utf8), "2:2: the quotes of this field are never closed"),
      (Array("a,b\n\"1\"x,2\n".utf8), "2:1: something follows the closing quotes"),
      (Array("a,b\n1\"x,2\n".utf8), "2:1: a quote stands inside a field"),
      (
        Array("name,phone\n1,".utf8) + [0xBA, 0xCE] + Array("\n".utf8), "2:2: the file is not UTF-8"
      ),
      ([0xFF, 0xFE, 0x61, 0x00], "1:1: the file is UTF-16"),
      (Array("PK\u{3}\u{4}\u{14}[Content_Types]".utf8), "1:1: the file is an Excel workbook"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "1:1: the file is an Excel workbook"),
    ] as [([UInt8], String)])
  func failures(bytes: [UInt8], message: String) {
    let failure = #expect(throws: CSVReader.Failure.self) { try CSVReader.rows(bytes) }
    #expect(failure?.description.hasPrefix(message) == true, "\(String(describing: failure))")
  }
}
