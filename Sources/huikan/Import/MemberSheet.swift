import CSV
import Club

/// The rows of a `members.csv`, as far as each can be judged alone, and everything that is wrong with
/// them. Values are never repeated in a message: it may end in a log.
struct MemberSheet {
  /// What is wrong, and where: line and column from 1.
  struct Mistake: Hashable {
    var line: Int
    var column: Int
    var reason: String
  }

  /// Somebody to be signed up.
  struct Row: Hashable {
    var line: Int
    var name: PersonName
    var phone: Phone?
    var email: Email?
    var channel: JoiningChannel
    var consent: Code
    /// Where a contact stands, for what is found out later.
    var phoneColumn: Int
    var emailColumn: Int

    var contacts: [String] { [phone?.text, email?.text].compactMap { $0 } }
  }

  enum Column: CaseIterable {
    case name, phone, email, channel, consent

    /// What the head of the column may be called.
    var titles: [String] {
      switch self {
      case .name: ["name", "姓名", "名字"]
      case .phone: ["phone", "电话", "手机", "手机号", "联系电话"]
      case .email: ["email", "e-mail", "邮箱", "电子邮箱", "电子邮件"]
      case .channel: ["channel", "入会途径", "途径", "渠道"]
      case .consent: ["consent", "入会条款", "条款版本", "条款"]
      }
    }
  }

  private(set) var rows: [Row] = []
  private(set) var mistakes: [Mistake] = []

  /// Reads a file's rows; the first names the columns, in any order.
  init(_ rows: [[CSVReader.Field]]) {
    guard let head = rows.first else {
      mistakes = [Mistake(line: 1, column: 1, reason: "the file is empty")]
      return
    }
    let places = places(in: head)
    guard mistakes.isEmpty else { return }
    var lines: [String: Int] = [:]
    for fields in rows.dropFirst() {
      guard let row = row(fields, places, width: head.count) else { continue }
      if let first = row.contacts.compactMap({ lines[$0] }).first {
        mistakes.append(
          Mistake(
            line: row.line, column: row.phone == nil ? row.emailColumn : row.phoneColumn,
            reason: "the contact stands in line \(first) already"))
        continue
      }
      for contact in row.contacts { lines[contact] = row.line }
      self.rows.append(row)
    }
  }

  private mutating func places(in head: [CSVReader.Field]) -> [Column: Int] {
    var places: [Column: Int] = [:]
    if let field = head.first(where: \.holdsOtherSeparators) {
      add(
        field.line, field.column,
        "the columns are not separated by commas; save the file as CSV UTF-8")
      return places
    }
    for (index, field) in head.enumerated() {
      let title = field.title
      guard let column = Column.allCases.first(where: { $0.titles.contains(title) }) else {
        add(
          field.line, field.column,
          "no column of this title is known; known are name 姓名, phone 手机, email 邮箱, "
            + "channel 入会途径 and consent 入会条款")
        continue
      }
      if places.updateValue(index, forKey: column) != nil {
        add(field.line, field.column, "there are two columns “\(column.titles[0])”")
      }
    }
    for column in [Column.name, .channel, .consent] where places[column] == nil {
      add(1, 1, "the column \(column.titles[0]) \(column.titles[1]) is missing")
    }
    if places[.phone] == nil, places[.email] == nil {
      add(1, 1, "the column phone 手机 or email 邮箱 is missing")
    }
    return places
  }

  private mutating func row(
    _ fields: [CSVReader.Field], _ places: [Column: Int], width: Int
  ) -> Row? {
    let before = mistakes.count
    let line = fields[0].line
    if fields.count > width {
      add(line, width + 1, "the row has more fields than the first row has titles")
    }
    func text(_ column: Column) -> (text: String, column: Int) {
      guard let index = places[column], fields.indices.contains(index) else { return ("", 1) }
      return (fields[index].text, index + 1)
    }
    let (nameText, nameColumn) = text(.name)
    let name = PersonName(nameText)
    if let fault = PersonName.fault(in: nameText) {
      add(line, nameColumn, "a name has 1 to 50 visible characters: \(fault)")
    }
    let (phoneText, phoneColumn) = text(.phone)
    let phone = Phone(phoneText)
    if phone == nil, !phoneText.isEmpty { add(line, phoneColumn, Self.phoneReason(phoneText)) }
    let (emailText, emailColumn) = text(.email)
    let email = Email(emailText)
    if email == nil, !emailText.isEmpty {
      add(line, emailColumn, "this is no e-mail address of the form name@example.com")
    }
    if phoneText.isEmpty, emailText.isEmpty {
      add(line, places[.phone].map { $0 + 1 } ?? emailColumn, "a phone or an e-mail is needed")
    }
    let (channelText, channelColumn) = text(.channel)
    let channel = Self.channel(channelText)
    if channel == nil {
      add(line, channelColumn, "a channel is desk 前台, website 网站 or magazine-form 会刊回函")
    }
    let (consentText, consentColumn) = text(.consent)
    let consent = Code(consentText)
    if consent == nil { add(line, consentColumn, "the version of the consent is missing") }
    guard mistakes.count == before, let name, let channel, let consent else { return nil }
    return Row(
      line: line, name: name, phone: phone, email: email, channel: channel, consent: consent,
      phoneColumn: phoneColumn, emailColumn: emailColumn)
  }

  private mutating func add(_ line: Int, _ column: Int, _ reason: String) {
    mistakes.append(Mistake(line: line, column: column, reason: reason))
  }

  private static func phoneReason(_ text: String) -> String {
    // 1.38001E+10: a column that Excel took for numbers; the digits are lost.
    text.contains("E+") || text.contains("e+")
      ? "Excel has made a number of this phone; format the column as text and type it again"
      : "this is no phone: a mainland mobile, a landline with its area code, or + and a country"
  }

  private static func channel(_ text: String) -> JoiningChannel? {
    switch text.lowercased() {
    case "desk", "前台": .desk
    case "website", "网站": .website
    case "magazine-form", "会刊回函": .magazineForm
    default: nil
    }
  }
}
