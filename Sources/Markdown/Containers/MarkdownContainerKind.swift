/// What a container is for; each has a Chinese and an English name.
public enum MarkdownContainerKind: String, Sendable, CaseIterable {
  /// 引言: a sentence pulled out of the text; the argument is who said it.
  case quote
  /// 提示: a hint; the argument is its title.
  case note
  /// 公告: a notice; the argument is its title.
  case notice
  /// 图集: pictures side by side; the argument is the line under them.
  case gallery
  /// 问答: an interview; the argument is its title.
  case interview
  /// 活动: an event's card; the argument is the event's slug.
  case event
  /// 会员: a teaser for what is for members; the argument is its title. What stands inside is public.
  case members
  /// 编者按: the editor's word; the argument is who signs it.
  case editor

  /// The name in Chinese.
  public var name: String {
    switch self {
    case .quote: "引言"
    case .note: "提示"
    case .notice: "公告"
    case .gallery: "图集"
    case .interview: "问答"
    case .event: "活动"
    case .members: "会员"
    case .editor: "编者按"
    }
  }

  /// Other names that are understood: the Chinese one in traditional characters, a shorter word.
  var otherNames: [String] {
    switch self {
    case .quote: ["pull"]
    case .gallery: ["圖集"]
    case .interview: ["問答", "qa"]
    case .event: ["活動"]
    case .members: ["會員", "member"]
    case .note, .notice, .editor: []
    }
  }

  /// The kind of that name, Chinese or English; nil when there is none.
  public init?(name: String) {
    let found = Self.allCases.first {
      $0.name == name || $0.rawValue == name || $0.otherNames.contains(name)
    }
    guard let found else { return nil }
    self = found
  }

  /// Every name, for messages: 引言 (quote), 提示 (note), …
  public static var allNames: String {
    allCases.map { "\($0.name) (\($0.rawValue))" }.joined(separator: ", ")
  }

  /// What is wrong with a name that no kind has.
  public static func problem(with name: String) -> ContainerProblem {
    let known = allCases.flatMap { [$0.name, $0.rawValue] + $0.otherNames }
    let nearest = NearestName.find(name, among: known)
    return ContainerProblem(
      severity: .error, message: "there is no container named \(name)",
      remedy: (nearest.map { "write \($0); they are " } ?? "use one of ") + allNames)
  }
}

/// The known name that a mistyped one is probably meant to be.
enum NearestName {
  /// The first of the names that differ by the fewest letters; nil where all differ by more than a
  /// slip: a third of the letters, and one at least.
  static func find(_ name: String, among names: [String]) -> String? {
    let letters = Array(name.unicodeScalars)
    let limit = max(1, min(3, letters.count / 3))
    // A name is a word; what is much longer is none, and not compared.
    guard letters.count <= 24 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let distance = distance(letters, Array(candidate.unicodeScalars))
      if distance <= limit, distance < letters.count, distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(
          min(last[column + 1] + 1, current[column] + 1, last[column] + (scalar == other ? 0 : 1)))
      }
      last = current
    }
    return last[right.count]
  }
}
