public import CivilTime

/// Something that members get for points 兑换品, from `rewards/<slug>.md`.
public struct Reward: Sendable {
  /// The reward's place in `Publication.rewards`.
  public internal(set) var id: Int
  /// Where it comes from.
  public internal(set) var source: Source
  /// The name of its file: `umbrella`. It is also the reward's identity in the journal.
  public internal(set) var slug: String
  /// `/rewards/umbrella/`.
  public internal(set) var url: String
  /// The title.
  public internal(set) var title: String
  /// One or two sentences.
  public internal(set) var summary: String?
  /// What it costs, in points.
  public internal(set) var points: Int
  /// How many were ever procured; nil where there are always enough 不限量.
  public internal(set) var stock: Int?
  /// The first day on which it can be redeemed; nil from the beginning.
  public internal(set) var from: Day?
  /// The last day on which it can be redeemed; nil without an end.
  public internal(set) var through: Day?
  /// How many one member may have; nil for as many as they can pay.
  public internal(set) var limit: Int?
  /// The code of the lowest tier whose members may have it; nil for everybody.
  public internal(set) var tier: String?
  /// Where that is written.
  var tierPosition: Position?
  /// How long a voucher is good.
  public internal(set) var voucherValidity: Validity
  /// Whether a voucher that lapses unused gives its points back.
  public internal(set) var refundsLapsed: Bool
  /// The picture.
  public internal(set) var cover: Picture?
  /// Whether the editor marked it as a draft: then it is here only because drafts were asked for.
  public internal(set) var isDraft: Bool

  /// Whether it can be redeemed on a day, as far as its dates go.
  public func isOffered(on day: Day) -> Bool {
    day >= from ?? day && day <= through ?? day
  }
}
