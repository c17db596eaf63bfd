import Club

/// Where somebody is led on to who has signed in or joined: the event or the reward whose page they came
/// from.
///
/// It is a closed value, so that nobody is led off the site by a link that was made elsewhere: what is not
/// exactly one of these counts as absent, and the address is written here and never taken over.
enum WayOn: Hashable, Sendable {
  case event(Code)
  case reward(Code)

  /// Reads what `text` writes: `event/mooncake`, `reward/umbrella`; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let slug = Code(parts[1]) else { return nil }
    switch parts[0] {
    case "event": self = .event(slug)
    case "reward": self = .reward(slug)
    default: return nil
    }
  }

  /// Reads the page's path, `/events/mooncake/` or `/rewards/umbrella/`; nil for any other.
  init?(page path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0].isEmpty, parts[3].isEmpty, let slug = Code(parts[2]) else {
      return nil
    }
    switch parts[1] {
    case "events": self = .event(slug)
    case "rewards": self = .reward(slug)
    default: return nil
    }
  }

  /// As forms and addresses carry it.
  var text: String {
    switch self {
    case .event(let slug): "event/\(slug)"
    case .reward(let slug): "reward/\(slug)"
    }
  }

  /// The page's path.
  var path: String {
    switch self {
    case .event(let slug): "/events/\(slug)/"
    case .reward(let slug): "/rewards/\(slug)/"
    }
  }

  /// The words of the link to it.
  var words: Words {
    switch self {
    case .event: Words("回活动页", "Back to the event")
    case .reward: Words("回兑换品页", "Back to the reward")
    }
  }
}

extension WayOn? {
  /// The link to it, to stand before all others.
  func links(_ text: Speaker) -> [(String, String)] {
    map { [(text($0.words.chinese, $0.words.english), $0.path)] } ?? []
  }

  /// What a form carries of it.
  var formFields: [(String, String)] { map { [(WayOn.field, $0.text)] } ?? [] }

  /// A page where one signs in or joins, which carries it further.
  func carried(by page: String) -> String { page + (map { "?\(WayOn.field)=\($0.text)" } ?? "") }
}

extension WayOn {
  /// What the field is called that carries it, in forms and in addresses.
  static let field = "to"
}

extension Field {
  /// Where whoever signs in or joins is led on to.
  static let wayOn = Field.optional(WayOn.field, .wayOn)
}

extension FieldReader {
  /// Where to lead on to; nil also where the field says something else: nobody is kept out for that.
  mutating func wayOn() -> WayOn? {
    optional(WayOn.field) { text -> WayOn?? in .some(WayOn(text)) } ?? nil
  }
}
