import CivilTime

extension EntryReader {
  /// A reward.
  func reward(_ fields: Fields, _ source: Source, slug: String) -> Reward {
    refuseUnfitName(slug, of: "reward")
    let from = fields.day("from")
    let through = fields.day("through")
    if let from, let through, through < from, let node = fields.entry("through")?.value {
      fields.refuse(node, "through", "is before “from” (\(from.iso))")
    }
    let validity = validity(fields, "voucher_validity") ?? .months(Self.usualMonths)
    if case .through(let day) = validity, let last = through, day < last,
      let node = fields.entry("voucher_validity")?.value
    {
      fields.refuse(
        node, "voucher_validity", "ends before “through” (\(last.iso))",
        remedy: "a voucher got on the last day must still be good that day")
    }
    let tier = fields.located("tier")
    return Reward(
      id: 0, source: source, slug: slug, url: "/rewards/\(SitePath.encode(slug))/",
      title: fields.text("title") ?? slug, summary: fields.text("summary"),
      points: fields.number("points", in: 1...1_000_000) ?? 1,
      stock: fields.number("stock", in: 0...1_000_000_000), from: from, through: through,
      limit: fields.number("limit", in: 1...1_000_000), tier: tier?.value,
      tierPosition: tier?.position, voucherValidity: validity,
      refundsLapsed: fields.flag("refund_lapsed"),
      cover: picture(fields, "cover", alternative: "cover_alt", caption: "cover_caption"),
      isDraft: fields.flag("draft"))
  }

  /// For how many months a voucher is good where the editor says nothing.
  private static let usualMonths = 3
}
