/// Whether a repair leaves emphasis and strikes as they are.
///
/// What a run of `*`, `_` or `~` does hangs on the characters right beside it: whether they are
/// spaces, punctuation, CJK. A repair next to a run is safe if it changes none of that which
/// matters there.
enum Flanking {
  /// - Parameters:
  ///   - edit: the repair.
  ///   - text: the source.
  ///   - start: where the passage begins.
  /// - Returns: whether every run beside it opens and closes what it did.
  static func isKept(by edit: LintEdit, in text: Bytes, from start: Int) -> Bool {
    let range = edit.range
    let behind = range.upperBound < text.count ? text.scalar(at: range.upperBound) : 0x0A
    // A selector says how the character before it looks, and must not come to another one.
    if isModifier(behind) { return false }
    let runBefore = range.lowerBound > start && isMark(text[range.lowerBound - 1])
    let runBehind = range.upperBound < text.count && isMark(text[range.upperBound])
    guard runBefore || runBehind else { return true }
    return edit.bytes.withUnsafeBufferPointer { new in
      guard !new.isEmpty else {
        // At the beginning of a passage a run is as behind a space.
        guard !runBefore, range.lowerBound == start else { return false }
        let mark = text[range.upperBound]
        let far = after(text, range.upperBound)
        let old = text.scalar(at: text.scalarStart(before: range.upperBound))
        return Power(mark, old, far) == Power(mark, 0x20, far)
      }
      if runBefore {
        let mark = text[range.lowerBound - 1]
        let far = before(text, range.lowerBound - 1, start: start)
        guard
          Power(mark, far, text.scalar(at: range.lowerBound)) == Power(mark, far, new.scalar(at: 0))
        else { return false }
      }
      guard runBehind else { return true }
      let mark = text[range.upperBound]
      let far = after(text, range.upperBound)
      let old = text.scalar(at: text.scalarStart(before: range.upperBound))
      let own = new.scalar(at: new.scalarStart(before: new.count))
      return Power(mark, old, far) == Power(mark, own, far)
    }
  }

  /// What a run can do between two characters (CommonMark 0.30, section 6.2, with the walls of
  /// CJK-friendly emphasis).
  private struct Power: Equatable {
    var opens: Bool
    var closes: Bool

    init(_ mark: UInt8, _ before: UInt32, _ after: UInt32) {
      guard mark != UInt8(ascii: "~") else {
        let flanks = StrikeFlanks(before: before, after: after, isWide: true)
        (opens, closes) = (flanks.canOpen, flanks.canClose)
        return
      }
      let isSpaceBefore = CharacterClass.isSpace(before)
      let isSpaceAfter = CharacterClass.isSpace(after)
      var isMarkBefore = CharacterClass.isPunctuation(before)
      var isMarkAfter = CharacterClass.isPunctuation(after)
      let isStar = mark == UInt8(ascii: "*")
      if isStar, !isSpaceBefore, !isSpaceAfter, Power.isChinese(before) || Power.isChinese(after) {
        (isMarkBefore, isMarkAfter) = (false, false)
      }
      let isLeft = !isSpaceAfter && (!isMarkAfter || isSpaceBefore || isMarkBefore)
      let isRight = !isSpaceBefore && (!isMarkBefore || isSpaceAfter || isMarkAfter)
      opens = isLeft && (isStar || !isRight || isMarkBefore)
      closes = isRight && (isStar || !isLeft || isMarkAfter)
    }

    /// As the renderer takes a character of a paragraph that has something wide in it; the lint
    /// repairs no other.
    private static func isChinese(_ scalar: UInt32) -> Bool {
      CharacterClass.isCJK(scalar) || CharacterClass.isAmbiguous(scalar)
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
  }

  private static func isModifier(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0300...0x036F, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default: false
    }
  }

  /// The character before the run that ends at `index`.
  private static func before(_ text: Bytes, _ index: Int, start: Int) -> UInt32 {
    var first = index
    while first > start, text[first - 1] == text[index] { first -= 1 }
    return first > start ? text.scalar(at: text.scalarStart(before: first)) : 0x20
  }

  /// The character behind the run that begins at `index`.
  private static func after(_ text: Bytes, _ index: Int) -> UInt32 {
    var end = index
    while end < text.count, text[end] == text[index] { end += 1 }
    return end < text.count ? text.scalar(at: end) : 0x20
  }
}
