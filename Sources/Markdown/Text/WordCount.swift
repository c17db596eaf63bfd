/// 字数: Han characters one by one, Latin words and numbers each as one.
struct WordCount {
  private(set) var han = 0
  private(set) var latin = 0

  /// Counts a text without marks.
  init(_ text: Bytes) {
    var isInWord = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        let isWord = HTMLBlock.isLetter(byte) || HTMLBlock.isDigit(byte)
        if isWord, !isInWord { latin += 1 }
        // An apostrophe, a hyphen or a decimal point inside a word does not end it.
        if !isWord, isInWord { isInWord = joins(text, at: index) } else { isInWord = isWord }
        index += 1
        continue
      }
      if byte >= 0xE4, byte <= 0xE9, byte > 0xE4 || text[index + 1] >= 0xB8 {
        // U+4E00…9FFF, most of any text here.
        han += 1
        isInWord = false
        index += 3
        continue
      }
      let scalar = text.scalar(at: index)
      if CharacterClass.isCounted(scalar) {
        han += 1
        isInWord = false
      } else {
        let isWord = Excerpt.isLatin(scalar) || (0xAC00...0xD7A3).contains(scalar)
        if isWord, !isInWord { latin += 1 }
        isInWord = isWord
      }
      index += text.scalarLength(at: index)
    }
  }

  private func joins(_ text: Bytes, at index: Int) -> Bool {
    switch text[index] {
    case UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","),
      UInt8(ascii: "_"):
      guard index + 1 < text.count else { return false }
      return HTMLBlock.isLetter(text[index + 1]) || HTMLBlock.isDigit(text[index + 1])
    default:
      return false
    }
  }
}
