public import CivilTime

/// A club activity 活动, from `events/<slug>.md`.
public struct Event: Sendable {
  /// The department that runs an activity.
  public enum Department: String, Sendable, CaseIterable {
    /// Customer relations 客关.
    case customerRelations = "customer-relations"
    /// Marketing 营销.
    case marketing
  }

  /// What an activity is for.
  public enum Purpose: String, Sendable, CaseIterable {
    /// The club's name and its bond with members 品牌.
    case brand
    /// Sales 营销.
    case sales
  }

  /// The event's place in `Publication.events`.
  public internal(set) var id: Int
  /// Where it comes from.
  public internal(set) var source: Source
  /// The name of its file: `open-day`. It is also the event's identity in the journal.
  public internal(set) var slug: String
  /// `/events/open-day/`.
  public internal(set) var url: String
  /// The title.
  public internal(set) var title: String
  /// One or two sentences.
  public internal(set) var summary: String?
  /// When it begins.
  public internal(set) var start: Instant
  /// When it ends; nil where the editor gave no end.
  public internal(set) var end: Instant?
  /// Whether `start` is a day without a time.
  public internal(set) var isAllDay: Bool
  /// When registration closes; nil means when the event begins.
  public internal(set) var closes: Instant?
  /// Where members meet.
  public internal(set) var place: String
  /// The street address.
  public internal(set) var address: String?
  /// The city.
  public internal(set) var city: String?
  /// Who runs it.
  public internal(set) var department: Department?
  /// What it is for.
  public internal(set) var purpose: Purpose?
  /// The number of seats; nil means that anybody may come 不限人数.
  public internal(set) var capacity: Int?
  /// The points for attending.
  public internal(set) var points: Int?
  /// Partners, as they are printed.
  public internal(set) var partners: [String]
  /// The lead picture.
  public internal(set) var cover: Picture?
  /// Whether it was called off.
  public internal(set) var isCancelled: Bool
  /// One line on how it went, for the list of past events: 到场 34 人，积分已记。
  public internal(set) var outcome: String?
  /// The report afterwards, as a place in `Publication.articles`.
  public internal(set) var report: Int?
  /// Whether the editor marked it as a draft: then it is here only because drafts were asked for.
  public internal(set) var isDraft: Bool

  /// Whether the event is over at `instant`: after its end, or after its day where it has no end.
  public func isOver(at instant: Instant) -> Bool {
    guard let end else { return instant.day > start.day }
    return instant >= end
  }
}
