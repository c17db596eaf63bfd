public import CivilTime

/// What the rules need to know of a reward's page.
public struct RewardTerms: Hashable, Sendable {
  /// The reward's slug, its name in URLs.
  public var slug: Code
  /// The reward's title, public.
  public var title: String
  /// What it costs.
  public var price: Amount
  /// How many were ever procured, from 0; nil where there are always enough. What the counter counts
  /// otherwise is corrected by facts, not here.
  public var stock: Int?
  /// The first day on which it can be redeemed; nil from the beginning.
  public var from: Day?
  /// The last day on which it can be redeemed; nil without an end.
  public var through: Day?
  /// How many one member may have, from 1; nil for as many as they can pay.
  public var limit: Int?
  /// The lowest tier whose members may have it; nil for everybody.
  public var tier: Code?
  /// How long a voucher is good.
  public var validity: Validity
  /// Whether a voucher that lapses unused gives its points back.
  public var refundsLapsed: Bool

  /// - Parameters:
  ///   - slug: the reward's name in URLs.
  ///   - title: the reward's title.
  ///   - price: what it costs.
  ///   - stock: how many were ever procured, from 0; nil where there are always enough.
  ///   - from: the first day on which it can be redeemed.
  ///   - through: the last day on which it can be redeemed.
  ///   - limit: how many one member may have, from 1.
  ///   - tier: the lowest tier whose members may have it.
  ///   - validity: how long a voucher is good.
  ///   - refundsLapsed: whether a voucher that lapses unused gives its points back.
  public init(
    slug: Code, title: String, price: Amount, stock: Int? = nil, from: Day? = nil,
    through: Day? = nil, limit: Int? = nil, tier: Code? = nil, validity: Validity = .unlimited,
    refundsLapsed: Bool = false
  ) {
    self.slug = slug
    self.title = title
    self.price = price
    self.stock = stock
    self.from = from
    self.through = through
    self.limit = limit
    self.tier = tier
    self.validity = validity
    self.refundsLapsed = refundsLapsed
  }
}

extension RewardTerms {
  func write(to writer: inout StateWriter) {
    writer.code(slug)
    writer.text(title)
    writer.int(price.points)
    writer.optional(stock) { stock, writer in writer.int(stock) }
    writer.optional(from) { day, writer in writer.int(day.daysSinceEpoch) }
    writer.optional(through) { day, writer in writer.int(day.daysSinceEpoch) }
    writer.optional(limit) { limit, writer in writer.int(limit) }
    writer.optional(tier) { tier, writer in writer.code(tier) }
    validity.write(to: &writer)
    writer.flag(refundsLapsed)
  }

  init(from reader: inout StateReader) throws(UnreadableState) {
    func int(_ reader: inout StateReader) throws(UnreadableState) -> Int { try reader.int() }
    func day(_ reader: inout StateReader) throws(UnreadableState) -> Day {
      Day(daysSinceEpoch: try reader.int())
    }
    self.init(
      slug: try reader.code(), title: try reader.text(), price: try reader.amount(),
      stock: try reader.optional(int), from: try reader.optional(day),
      through: try reader.optional(day), limit: try reader.optional(int),
      tier: try reader.optional { reader throws(UnreadableState) in try reader.code() },
      validity: try Validity(from: &reader), refundsLapsed: try reader.flag())
  }
}
