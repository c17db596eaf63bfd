public import Hummingbird

/// The languages the API speaks.
public enum Language: String, CaseIterable, Hashable, Sendable {
  /// Chinese as the mainland writes it, the club's own.
  case chinese = "zh-Hans"
  /// English.
  case english = "en"

  /// The language that a reader prefers, by `Accept-Language` (RFC 9110 § 12.5.4); Chinese where the
  /// header says nothing of either.
  public init(accepting headers: HTTPFields) {
    var best: (language: Language, weight: Double) = (.chinese, 0)
    for range in (headers.value(of: .acceptLanguage) ?? "").split(separator: ",").prefix(20) {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let tag = parts.first?.lowercased() else { continue }
      var weight = 1.0
      if parts.count > 1, parts[1].hasPrefix("q=") { weight = Double(parts[1].dropFirst(2)) ?? 0 }
      let language: Language? =
        switch tag.prefix(while: { $0 != "-" }) {
        case "zh": .chinese
        case "en": .english
        default: nil
        }
      if let language, weight > best.weight { best = (language, weight) }
    }
    self = best.language
  }
}

/// The same sentence in every language the API speaks.
struct Words: Hashable, Sendable {
  let chinese: String
  let english: String

  init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  func text(in language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
