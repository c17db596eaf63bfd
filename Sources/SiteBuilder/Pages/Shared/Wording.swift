import CivilTime
import Magazine

/// The words and figures that depend on the language and cannot stand in a template: dates, counts,
/// the number of an issue.
struct Wording: Sendable {
  /// The language of the site.
  var language: SiteSettings.Language

  private var isEnglish: Bool { language == .english }

  /// 2026年11月7日; `text-autospace` sets the gaps, so that none are typed.
  func date(_ day: Day) -> String {
    isEnglish
      ? "\(day.day) \(Self.englishMonths[day.month - 1]) \(day.year)"
      : "\(day.year)年\(day.month)月\(day.day)日"
  }

  /// 11月28日.
  func monthAndDay(_ day: Day) -> String {
    isEnglish
      ? "\(day.day) \(Self.englishMonths[day.month - 1].prefix(3))" : "\(day.month)月\(day.day)日"
  }

  /// 11月, as it stands beside a great day numeral.
  func month(_ day: Day) -> String {
    isEnglish ? String(Self.englishMonths[day.month - 1].prefix(3)) : "\(day.month)月"
  }

  /// 十一月, as a heading.
  func monthName(_ month: Int) -> String {
    isEnglish ? Self.englishMonths[month - 1] : Self.chineseMonths[month - 1]
  }

  /// 2026年十一月.
  func monthOfYear(_ day: Day) -> String {
    isEnglish
      ? "\(monthName(day.month)) \(day.year)" : year(day.year) + monthName(day.month)
  }

  /// 2026年.
  func year(_ year: Int) -> String { isEnglish ? "\(year)" : "\(year)年" }

  /// 周六.
  func weekday(_ day: Day) -> String {
    let place = day.weekday - 1
    return switch language {
    case .simplifiedChinese: "周" + Self.weekdays[place]
    case .traditionalChinese: "週" + Self.weekdays[place]
    case .english: Self.englishWeekdays[place]
    }
  }

  /// The heads of a calendar's columns, Monday first.
  var weekdayHeads: [String] { isEnglish ? Self.englishWeekdays : Self.weekdays }

  /// 第27期.
  func issue(_ number: Int) -> String { isEnglish ? "No. \(number)" : "第\(number)期" }

  /// 工程进度, of a notice.
  func notice(_ kind: Article.Notice) -> String {
    switch (kind, language) {
    case (.progress, .simplifiedChinese): "工程进度"
    case (.progress, .traditionalChinese): "工程進度"
    case (.progress, .english): "Progress"
    case (.handover, .simplifiedChinese): "交付预告"
    case (.handover, .traditionalChinese): "交付預告"
    case (.handover, .english): "Handover"
    case (.afterHandover, .simplifiedChinese): "交付后快报"
    case (.afterHandover, .traditionalChinese): "交付後快報"
    case (.afterHandover, .english): "After handover"
    }
  }

  /// 第3页, of a list.
  func page(_ number: Int) -> String {
    switch language {
    case .simplifiedChinese: "第\(number)页"
    case .traditionalChinese: "第\(number)頁"
    case .english: "Page \(number)"
    }
  }

  /// What a list of results calls a notice 快报.
  var noticeLabel: String { chosen("快报", "快報", "Notice") }
  /// What it calls an event.
  var eventLabel: String { chosen("活动", "活動", "Event") }
  /// What it calls an author's page.
  var authorLabel: String { chosen("作者", "作者", "Author") }

  private func chosen(_ simplified: String, _ traditional: String, _ english: String) -> String {
    switch language {
    case .simplifiedChinese: simplified
    case .traditionalChinese: traditional
    case .english: english
    }
  }

  /// 《檐声》.
  func magazine(_ title: String) -> String {
    isEnglish || title.hasPrefix("《")
      ? title : "《\(title)》"
  }

  /// 顾南屏、陈砚秋.
  func list(_ names: [String]) -> String { names.joined(separator: isEnglish ? ", " : "、") }

  /// A term and what belongs to it: 11月28日：工地开放日.
  func pair(_ term: String, _ rest: String) -> String {
    isEnglish ? "\(term): \(rest)" : "\(term)：\(rest)"
  }

  /// 09:30–11:30, with an en dash, as the clock shows it.
  func span(from start: Instant, to end: Instant?) -> String {
    guard let end, end.day == start.day else { return start.clock }
    return "\(start.clock)–\(end.clock)"
  }

  /// How long a voucher is good: 兑换后3个月内有效.
  func voucherValidity(_ validity: Validity) -> String {
    guard case .months(let months) = validity else { return self.validity(validity) }
    return switch language {
    case .simplifiedChinese: "兑换后\(months)个月内有效"
    case .traditionalChinese: "兌換後\(months)個月內有效"
    case .english: "good for \(months) months"
    }
  }

  /// 记入后24个月内有效: how long points are good.
  func validity(_ validity: Validity) -> String {
    switch (validity, language) {
    case (.unlimited, .simplifiedChinese): "长期有效"
    case (.unlimited, .traditionalChinese): "長期有效"
    case (.unlimited, .english): "never lapse"
    case (.months(let months), .simplifiedChinese): "记入后\(months)个月内有效"
    case (.months(let months), .traditionalChinese): "記入後\(months)個月內有效"
    case (.months(let months), .english): "good for \(months) months"
    case (.yearEnd(0), .english): "good through the end of the year"
    case (.yearEnd(0), .simplifiedChinese): "当年12月31日前有效"
    case (.yearEnd(0), .traditionalChinese): "當年12月31日前有效"
    case (.yearEnd(1), .english): "good through the end of the next year"
    case (.yearEnd(1), _): "次年12月31日前有效"
    case (.yearEnd(let years), .english): "good through the end of the year, \(years) years on"
    case (.yearEnd(let years), .traditionalChinese): "\(years)年後的12月31日前有效"
    case (.yearEnd(let years), .simplifiedChinese): "\(years)年后的12月31日前有效"
    case (.halfYearEnd(0), .english): "good through the end of the half-year"
    case (.halfYearEnd(0), .simplifiedChinese): "当半年末前有效"
    case (.halfYearEnd(0), .traditionalChinese): "當半年末前有效"
    case (.halfYearEnd(1), .english): "good through the end of the same half of the next year"
    case (.halfYearEnd(1), .simplifiedChinese): "上半年记入的，次年6月30日前有效；下半年记入的，次年12月31日前有效"
    case (.halfYearEnd(1), .traditionalChinese): "上半年記入的，次年6月30日前有效；下半年記入的，次年12月31日前有效"
    case (.halfYearEnd(let years), .english):
      "good through the end of the same half of the year, \(years) years on"
    case (.halfYearEnd(let years), .simplifiedChinese): "\(years)年后的同一半年末前有效"
    case (.halfYearEnd(let years), .traditionalChinese): "\(years)年後的同一半年末前有效"
    case (.through(let day), .english): "good through \(date(day))"
    case (.through(let day), _): "\(date(day))前有效"
    }
  }

  /// 2,840; a negative number with the true minus sign.
  func count(_ number: Int) -> String { Self.grouped(number) }

  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude).utf8)
    var bytes: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(digit)
    }
    return (number < 0 ? "\u{2212}" : "") + String(decoding: bytes, as: UTF8.self)
  }

  private static let weekdays = ["一", "二", "三", "四", "五", "六", "日"]
  private static let englishWeekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let chineseMonths = [
    "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
