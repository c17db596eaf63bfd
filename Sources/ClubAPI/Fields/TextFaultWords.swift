import Club

extension TextFault {
  /// What to mend, in words; nil where the field's rule says it already.
  ///
  /// - Parameters:
  ///   - chinese: what the field is called, as `姓名`.
  ///   - english: the same with its article, as `A name`.
  /// - Returns: a sentence, without the text itself.
  func words(of chinese: String, _ english: String) -> Words? {
    switch self {
    case .empty: nil
    case .tooLong(let count, let limit):
      Words(
        "\(chinese)至多\(limit)个字，填了\(count)个。",
        "\(english) has at most \(limit) characters; there are \(count).")
    case .lineBreak(let place):
      Words(
        "\(chinese)须写成一行：第\(place)个字处有换行，请删去。",
        "\(english) is one line: delete the line break at character \(place).")
    case .invisible(let scalar, let place):
      Words(
        "\(chinese)里的第\(place)个字（\(scalar.codePoint)）看不见，请删去。",
        "\(english) holds no invisible characters: delete character \(place) (\(scalar.codePoint))."
      )
    case .privateUse(let scalar, let place):
      Words(
        "\(chinese)里的第\(place)个字（\(scalar.codePoint)）是自造字，换一台设备就看不到，请换成通用的字。",
        "Character \(place) (\(scalar.codePoint)) is of one machine alone: write one that every machine shows."
      )
    case .nothingVisible:
      Words("\(chinese)里没有看得见的字。", "\(english) holds something that can be seen.")
    }
  }
}
