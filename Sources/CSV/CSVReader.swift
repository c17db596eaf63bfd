/// Reads comma-separated values as spreadsheets write them (RFC 4180): quoted fields, doubled quotes,
/// line feeds inside quotes, `CRLF`, and the mark that Excel puts first.
public struct CSVReader {
  /// A field and where it begins, both from 1.
  public struct Field: Hashable, Sendable {
    /// What it says, without its quotes.
    public var text: String
    /// The line of the file in which it begins.
    public var line: Int
    /// Which field of its row it is.
    public var column: Int

    /// What it says as the title of a column, however it is spaced and capitalised.
    public var title: String { text.split(separator: " ").joined(separator: " ").lowercased() }

    /// Whether it is several titles, which something else than a comma separates: a semicolon, a tab, or one of
    /// their full-width forms.
    public var holdsOtherSeparators: Bool { text.contains { ";\t；，".contains($0) } }

    /// - Parameters:
    ///   - text: what it says.
    ///   - line: the line in which it begins, from 1.
    ///   - column: which field of its row it is, from 1.
    public init(text: String, line: Int, column: Int) {
      self.text = text
      self.line = line
      self.column = column
    }
  }

  /// Why the bytes are no such file: where, and what to do.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// The field of the row, from 1.
    public let column: Int
    /// What is wrong.
    public let reason: Reason

    /// Place and reason: `2:1: something follows the closing quotes`.
    public var description: String { "\(line):\(column): \(reason.text)" }
  }

  /// What makes bytes no such file.
  public enum Reason: Hashable, Sendable {
    /// A quote stands inside a field that does not begin with one.
    case quoteInside
    /// The quotes of a field are never closed.
    case quoteNeverClosed
    /// Something follows the quotes that close a field.
    case textAfterQuotes
    /// The file is a workbook of Excel's own, `.xlsx` or `.xls`.
    case workbook
    /// The file is UTF-16.
    case utf16
    /// The file is in another encoding.
    case notUTF8

    /// In English, with what to do.
    public var text: String {
      let remedy = "In Excel or WPS choose Save as, “CSV UTF-8 (comma delimited)”"
      return switch self {
      case .quoteInside:
        "a quote stands inside a field; put the whole field in quotes and double it"
      case .quoteNeverClosed: "the quotes of this field are never closed"
      case .textAfterQuotes: "something follows the closing quotes"
      case .workbook: "the file is an Excel workbook (.xlsx or .xls) and no CSV. \(remedy)"
      case .utf16: "the file is UTF-16 (“Unicode text”). \(remedy)"
      case .notUTF8: "the file is not UTF-8; Chinese Excel saves GBK by itself. \(remedy)"
      }
    }
  }

  private let bytes: [UInt8]
  private var index: Int
  private var line = 1

  /// The rows of a file, without those that are empty.
  ///
  /// - Parameter bytes: the file's contents.
  /// - Returns: the rows, each with its fields.
  /// - Throws: where the bytes are no such file.
  public static func rows(_ bytes: [UInt8]) throws(Failure) -> [[Field]] {
    var reader = CSVReader(bytes)
    try reader.checkEncoding()
    var rows: [[Field]] = []
    while reader.index < bytes.count {
      let row = try reader.row()
      if row.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
    }
    return rows
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private mutating func row() throws(Failure) -> [Field] {
    var fields: [Field] = []
    repeat {
      let start = (line: line, column: fields.count + 1)
      let text = try isQuote(index) ? quoted(start) : plain(start)
      fields.append(Field(text: text, line: start.line, column: start.column))
    } while takeComma()
    endLine()
    return fields
  }

  private mutating func takeComma() -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return false }
    index += 1
    return true
  }

  private mutating func endLine() {
    if index < bytes.count, bytes[index] == 0x0D { index += 1 }
    if index < bytes.count, bytes[index] == 0x0A { index += 1 }
    line += 1
  }

  private func isQuote(_ index: Int) -> Bool {
    index < bytes.count && bytes[index] == UInt8(ascii: "\"")
  }

  private func isEnd(_ index: Int) -> Bool {
    index == bytes.count || [0x0A, 0x0D, UInt8(ascii: ",")].contains(bytes[index])
  }

  private mutating func plain(_ start: (line: Int, column: Int)) throws(Failure) -> String {
    let begin = index
    while !isEnd(index) {
      if isQuote(index) {
        throw Failure(
          line: start.line, column: start.column, reason: .quoteInside)
      }
      index += 1
    }
    return String(decoding: bytes[begin..<index], as: UTF8.self)
  }

  private mutating func quoted(_ start: (line: Int, column: Int)) throws(Failure) -> String {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      if isQuote(index) {
        guard isQuote(index + 1) else { break }
        index += 1
      } else if bytes[index] == 0x0A {
        line += 1
      }
      text.append(bytes[index])
      index += 1
    }
    guard isQuote(index), isEnd(index + 1) else {
      throw Failure(
        line: start.line, column: start.column,
        reason: index == bytes.count ? .quoteNeverClosed : .textAfterQuotes)
    }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// Only UTF-8 is read: names guessed from another encoding would be wrong for ever.
  private func checkEncoding() throws(Failure) {
    // A zip, as .xlsx is, and the container of the older .xls.
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    {
      throw Failure(line: 1, column: 1, reason: .workbook)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Failure(line: 1, column: 1, reason: .utf16)
    }
    var line = 1
    var start = index
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if String(validating: bytes[start..<end], as: UTF8.self) == nil {
        let before = bytes[start..<end].prefix { $0 < 0x80 }.count { $0 == UInt8(ascii: ",") }
        throw Failure(line: line, column: before + 1, reason: .notUTF8)
      }
      line += 1
      start = end + 1
    }
  }
}
