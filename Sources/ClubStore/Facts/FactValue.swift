import CivilTime
import Club
import JSON

/// Readers of the values that facts hold.
enum FactValue {
  static func integer(_ json: inout JSONScanner) throws(JSONError) -> Int { Int(try json.int()) }

  static func flag(_ json: inout JSONScanner) throws(JSONError) -> Bool { try json.bool() }

  static func text(_ json: inout JSONScanner) throws(JSONError) -> String { try json.string() }

  static func instant(_ json: inout JSONScanner) throws(JSONError) -> Instant {
    Instant(milliseconds: try json.int())
  }

  static func staff(_ json: inout JSONScanner) throws(JSONError) -> StaffID {
    StaffID(try integer(&json))
  }

  static func amount(_ json: inout JSONScanner) throws(JSONError) -> Amount {
    guard let amount = Amount(try integer(&json)) else {
      throw json.failure("this is no number of points")
    }
    return amount
  }

  static func money(_ json: inout JSONScanner) throws(JSONError) -> Money {
    guard let money = Money(fen: try integer(&json)) else {
      throw json.failure("this is no amount of money")
    }
    return money
  }

  static func member(_ json: inout JSONScanner) throws(JSONError) -> MemberNumber {
    let place = json.offset
    let digits = try json.plainBytes()
    guard let number = MemberNumber(digits: digits) else {
      throw json.failure(
        "'\(String(decoding: digits, as: UTF8.self))' is no member number", at: place)
    }
    return number
  }

  static func code(_ json: inout JSONScanner) throws(JSONError) -> Code {
    try parsed(&json, "code") { Code($0) }
  }

  static func validity(_ json: inout JSONScanner) throws(JSONError) -> Validity {
    try parsed(&json, "validity") { Validity($0) }
  }

  static func reference(_ json: inout JSONScanner) throws(JSONError) -> Reference {
    try parsed(&json, "reference") { Reference($0) }
  }

  static func day(_ json: inout JSONScanner) throws(JSONError) -> Day {
    let place = json.offset
    let text = try json.plainBytes()
    guard let day = Day(digits: text) else {
      throw json.failure("'\(String(decoding: text, as: UTF8.self))' is no date", at: place)
    }
    return day
  }

  static func tokenHash(_ json: inout JSONScanner) throws(JSONError) -> TokenHash {
    try parsed(&json, "token's hash") { TokenHash(hex: $0) }
  }

  static func entry(_ json: inout JSONScanner) throws(JSONError) -> EntryID {
    try parsed(&json, "entry's name") { EntryID($0) }
  }

  static func request(_ json: inout JSONScanner) throws(JSONError) -> ApprovalID {
    try parsed(&json, "request's name") { ApprovalID($0) }
  }

  static func registration(_ json: inout JSONScanner) throws(JSONError) -> RegistrationID {
    try parsed(&json, "registration's name") { RegistrationID($0) }
  }

  static func voucher(_ json: inout JSONScanner) throws(JSONError) -> VoucherID {
    try parsed(&json, "voucher's name") { VoucherID($0) }
  }

  static func voucherSeed(_ json: inout JSONScanner) throws(JSONError) -> VoucherSeed {
    try parsed(&json, "voucher's seed") { VoucherSeed(hex: $0) }
  }

  /// One of the words of an enumeration.
  static func word<Word: RawRepresentable>(
    _ json: inout JSONScanner
  ) throws(JSONError) -> Word where Word.RawValue == String {
    try parsed(&json, "word known here") { Word(rawValue: $0) }
  }

  private static func parsed<Value>(
    _ json: inout JSONScanner, _ kind: String, _ parse: (String) -> Value?
  ) throws(JSONError) -> Value {
    let text = try json.string()
    guard let value = parse(text) else { throw json.failure("'\(text)' is no \(kind)") }
    return value
  }
}
