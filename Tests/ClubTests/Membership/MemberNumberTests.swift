import Club
import Testing

@Suite("会员号 member numbers")
struct MemberNumberTests {
  @Test(
    "序号与号码的对应永不改变 the numbers of the first members are for ever",
    arguments: [
      (0, "4771 2756 7449"), (1, "5166 2180 5708"), (2, "3732 2604 3961"),
      (999_999, "4265 9313 2282"),
    ])
  func golden(ordinal: Int, text: String) {
    #expect(MemberNumber(ordinal: ordinal).description == text)
  }

  @Test("前十万个号码各不相同，并能还原序号 unique, and arithmetic finds the ordinal again")
  func bijection() {
    var seen: Set<MemberNumber> = []
    for ordinal in 0..<100_000 {
      let number = MemberNumber(ordinal: ordinal)
      #expect(number.ordinal == ordinal)
      seen.insert(number)
    }
    #expect(seen.count == 100_000)
    #expect(MemberNumber(ordinal: 99_999_999_999).ordinal == 99_999_999_999)
  }

  @Test("错一位、邻位互换都能发现 every wrong digit and every swap is caught")
  func checkDigit() {
    for ordinal in [0, 7, 12_345, 999_999, 31_415_926_535] {
      let digits = MemberNumber(ordinal: ordinal).digits.utf8.map { Int($0) - 48 }
      for place in 0..<12 {
        for other in 0...9 where other != digits[place] {
          var wrong = digits
          wrong[place] = other
          #expect(MemberNumber(wrong.map(String.init).joined()) == nil)
        }
        guard place < 11, digits[place] != digits[place + 1] else { continue }
        var swapped = digits
        swapped.swapAt(place, place + 1)
        #expect(MemberNumber(swapped.map(String.init).joined()) == nil)
      }
    }
  }

  @Test("读法：空格、全角、连字符都认 forms that are read")
  func reading() {
    let number = MemberNumber(ordinal: 0)
    let fullWidth = String(
      String.UnicodeScalarView(
        number.digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
    for text in [number.digits, number.description, fullWidth, " \(number.digits) "] {
      #expect(MemberNumber(text) == number)
    }
    #expect(MemberNumber(number.description.replacing(" ", with: "-")) == number)
    for text in ["", "0", number.digits + "0", String(number.digits.dropLast()), "会员号"] {
      #expect(MemberNumber(text) == nil)
    }
  }
}
