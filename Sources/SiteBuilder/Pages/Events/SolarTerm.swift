import CivilTime
import Glibc
import Magazine

/// One of the twenty-four solar terms 节气: the moment at which the sun's longitude reaches a
/// multiple of 15°.
struct SolarTerm: Hashable, Sendable {
  /// Its place in the year of longitudes: 0 is the spring equinox 春分, 15° after it 清明, and so on.
  var index: Int

  /// The term that begins on this day in China, if one does.
  static func on(_ day: Day) -> SolarTerm? {
    let before = sector(atStartOf: day)
    let after = sector(atStartOf: day.adding(days: 1))
    return before == after ? nil : SolarTerm(index: after)
  }

  private static func sector(atStartOf day: Day) -> Int {
    Int(longitude(at: Instant(day)) / 15) % 24
  }

  /// The sun's apparent longitude in degrees, 0 ..< 360.
  ///
  /// Jean Meeus, *Astronomical Algorithms*, chapter 25, the low-accuracy solution: within 0.01°,
  /// a quarter of an hour, so a term within that time of midnight may fall on the neighbouring day.
  static func longitude(at instant: Instant) -> Double {
    // Terrestrial time runs about 69 s ahead of UTC in these decades.
    let days = (Double(instant.milliseconds) / 1000 + 69) / 86_400 + 2_440_587.5 - 2_451_545
    let t = days / 36_525
    let mean = 280.46646 + t * (36_000.76983 + t * 0.0003032)
    let anomaly = radians(357.52911 + t * (35_999.05029 - t * 0.0001537))
    let centre =
      (1.914602 - t * (0.004817 + t * 0.000014)) * sin(anomaly)
      + (0.019993 - t * 0.000101) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    let node = radians(125.04 - 1934.136 * t)
    let apparent = mean + centre - 0.00569 - 0.00478 * sin(node)
    return apparent - 360 * (apparent / 360).rounded(.down)
  }

  private static func radians(_ degrees: Double) -> Double { degrees * Double.pi / 180 }
}

extension Wording {
  /// 小雪; the term's usual English name in English.
  func name(of term: SolarTerm) -> String {
    switch language {
    case .simplifiedChinese: Self.simplifiedTerms[term.index]
    case .traditionalChinese: Self.traditionalTerms[term.index]
    case .english: Self.englishTerms[term.index]
    }
  }

  private static let simplifiedTerms = [
    "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露",
    "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒", "立春", "雨水", "惊蛰",
  ]
  private static let traditionalTerms = [
    "春分", "清明", "穀雨", "立夏", "小滿", "芒種", "夏至", "小暑", "大暑", "立秋", "處暑", "白露",
    "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒", "立春", "雨水", "驚蟄",
  ]
  private static let englishTerms = [
    "Spring Equinox", "Clear and Bright", "Grain Rain", "Start of Summer", "Grain Buds",
    "Grain in Ear", "Summer Solstice", "Minor Heat", "Major Heat", "Start of Autumn", "End of Heat",
    "White Dew", "Autumn Equinox", "Cold Dew", "Frost's Descent", "Start of Winter", "Minor Snow",
    "Major Snow", "Winter Solstice", "Minor Cold", "Major Cold", "Start of Spring", "Rain Water",
    "Awakening of Insects",
  ]
}
