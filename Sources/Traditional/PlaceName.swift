/// Names of places, which a converter takes for words of the sentence around them.
enum PlaceName {
  /// What a place is called by at its end, and is written alike in both scripts: 里 is a lane there and no
  /// 裡, 胡同 no 衚衕.
  private static let kept = ["里", "胡同"]

  /// What a place's name puts into the dictionary; nil where it is no Chinese name.
  static func entry(for place: String) -> Names.Entry? {
    let scalars = place.unicodeScalars
    guard scalars.count >= 2, scalars.allSatisfy(Surname.isHan) else { return nil }
    // Of two characters the first alone would be the name: 这里, 哪里 are places too.
    guard scalars.count > 2, let end = kept.first(where: place.hasSuffix) else {
      return Names.Entry(simplified: place, parts: [.converted(place)])
    }
    return Names.Entry(
      simplified: place, parts: [.converted(String(place.dropLast(end.count))), .kept(end)])
  }
}
