import Club

/// The sources that a file of postings may name, by their codes or, where only one has it, by their titles.
struct SourceTitles {
  private let all: [(code: Code, title: String, isAutomatic: Bool)]

  /// - Parameter rules: the club's point rules; what is posted without one comes behind them.
  init(_ rules: [PointRule]) {
    all =
      rules.map { ($0.code, $0.title, $0.isAutomatic) }
      + [(PointSource.manual, "手工发放", false), (PointSource.redemption, "兑换", false)]
  }

  /// The source that a text names, nil where it names none or several. A code that nothing has is one all
  /// the same: the rules refuse it, in their own words.
  func code(_ text: String) -> Code? {
    let code = Code(text)
    if let code, all.contains(where: { $0.code == code }) { return code }
    let title = text.split(separator: " ").joined(separator: " ")
    let found = all.filter { $0.title == title }
    return found.count == 1 ? found[0].code : code
  }

  /// What the field must look like: every source that somebody can post by.
  var words: Words {
    let list = all.filter { !$0.isAutomatic }.map { "\($0.code)（\($0.title)）" }
    return Words(
      "来源写代码，或写标题（只有一条规则叫这个的）：\(list.joined(separator: "、"))。",
      "A source is a code, or the title that one alone has: \(list.joined(separator: ", ")).")
  }
}
