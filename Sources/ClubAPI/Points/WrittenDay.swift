import CivilTime

extension Day {
  /// Reads a date as Chinese spreadsheets write it: `2026-11-20`, `2026/1/5`, `2026.1.5`, `2026年1月5日`. The year
  /// comes first and has four digits, so that no month can be taken for a day.
  init?(written text: String) {
    let form = /([0-9]{4})([-\/.年])([0-9]{1,2})([-\/.月])([0-9]{1,2})(日?)/
    guard let found = text.wholeMatch(of: form) else { return nil }
    let (_, year, first, month, second, day, last) = found.output
    let isChinese = first == "年"
    guard isChinese ? second == "月" && last == "日" : second == first && last.isEmpty,
      let year = Int(year), let month = Int(month), let day = Int(day)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
