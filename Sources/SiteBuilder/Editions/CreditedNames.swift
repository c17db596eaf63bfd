/// Who is named in a credit: 余发 in `整理 余发`.
enum CreditedNames {
  /// What may be a name: every word but the first, which says what somebody did, and but other words
  /// for that.
  ///
  /// Only those of two to four Han characters that begin with a surname matter in the end.
  static func names(in credit: String) -> [String] {
    let words = credit.split { character in
      character.isWhitespace || "，、；：/,;:|｜／".contains(character)
    }
    return words.dropFirst().map(String.init).filter { !works.contains($0) }
  }

  /// Work that begins with what could be a surname: 后期 is 後期 and nobody's name.
  private static let works: Set<String> = ["后期", "后勤", "后记", "征文", "征稿", "干事", "党委", "游记"]
}
