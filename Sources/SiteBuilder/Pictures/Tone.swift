/// The colour of a picture as a whole, of 216: what stands in its place until it has come.
///
/// A policy that forbids inline styles leaves classes: `tone-345` is a colour of the style sheet that
/// the site publishes with its first photograph, which therefore never changes.
struct Tone: Sendable, Hashable {
  /// Red, green and blue, 0 to 5 each.
  let levels: [UInt8]

  /// The tone nearest to a colour.
  init(red: UInt8, green: UInt8, blue: UInt8) {
    levels = [red, green, blue].map { UInt8((Int($0) + 25) / 51) }
  }

  /// Nil where the number is none of a tone.
  init?(number: Int) {
    guard (0..<216).contains(number) else { return nil }
    levels = [UInt8(number / 36), UInt8(number / 6 % 6), UInt8(number % 6)]
  }

  var number: Int { levels.reduce(0) { $0 * 6 + Int($1) } }

  var className: String { "tone-" + levels.map { "\($0)" }.joined() }

  /// All of them, as a style sheet.
  static var css: [UInt8] {
    let digits = ["0", "3", "6", "9", "c", "f"]
    var css = ""
    for number in 0..<216 {
      guard let tone = Tone(number: number) else { continue }
      let colour = tone.levels.map { digits[Int($0)] }.joined()
      css += ".\(tone.className){background-color:#\(colour)}\n"
    }
    return Array(css.utf8)
  }
}
