/// Surnames that are written alike in both scripts, or otherwise than the common word of the same
/// Simplified character.
enum Surname {
  /// 余 as a surname is no 餘, 范 no 範, 于 no 於; found by converting every surname of the 百家姓 and of
  /// the census by itself.
  private static let kept = Set("余于范郁干党咸后岳涂朴种冲征术仆斗里占游幺准".unicodeScalars)
  private static let keptLong = ["万俟"]

  private static let titles = [
    "先生", "女士", "小姐", "太太", "老师", "师傅", "阿姨", "大姐", "大哥", "大爷", "大叔", "伯伯", "叔叔",
    "奶奶", "爷爷", "经理", "主任", "医生", "工程师", "○○", "某某", "某",
  ]

  /// What a person's name puts into the dictionary.
  static func entries(for person: String) -> [Names.Entry] {
    let scalars = Array(person.unicodeScalars)
    guard (2...4).contains(scalars.count), scalars.allSatisfy(isHan) else { return [] }
    let long = keptLong.first { person.hasPrefix($0) }
    // Any other name is read by OpenCC as well as by anybody.
    guard let surname = long ?? (kept.contains(scalars[0]) ? String(scalars[0]) : nil) else {
      return []
    }
    let given = String(
      person.unicodeScalars.dropFirst(surname.unicodeScalars.count).map(Character.init))
    var entries = [Names.Entry(simplified: person, parts: [.kept(surname), .converted(given)])]
    for title in titles {
      entries.append(
        Names.Entry(simplified: surname + title, parts: [.kept(surname), .converted(title)]))
    }
    for familiar in ["老", "小", "阿"] {
      entries.append(
        Names.Entry(simplified: familiar + surname, parts: [.kept(familiar + surname)]))
    }
    return entries
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF: true
    default: false
    }
  }
}
