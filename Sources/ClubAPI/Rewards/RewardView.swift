import CivilTime
import Club
import ClubStore
import JSON
import QRCode

/// A reward with what is left of it, as everybody may see it.
struct RewardView: Hashable, Sendable {
  let terms: RewardTerms
  let stock: Stock

  init(_ terms: RewardTerms, in club: Club) {
    self.terms = terms
    stock = club.rewards.stock(of: terms.slug, terms: terms)
  }

  /// The reward as its address answers it.
  func body(on today: Day) -> [UInt8] { JSONWriter.object { writeMembers(to: &$0, on: today) } }

  /// Writes the object's members.
  func writeMembers(to json: inout JSONWriter, on today: Day) {
    json.member("slug", terms.slug.text)
    json.member("title", terms.title)
    json.member("points", terms.price.points)
    json.member("status", status(on: today).rawValue)
    json.member("stock", stock.total)
    json.member("left", stock.left)
    json.member("from", terms.from?.iso)
    json.member("through", terms.through?.iso)
    json.member("limit", terms.limit)
    json.member("tier", terms.tier?.text)
    json.member("validity", terms.validity.text)
    json.member("refundsLapsed", terms.refundsLapsed)
  }

  /// Whether it can be redeemed.
  enum Status: String, CaseIterable, Sendable {
    case open
    case notYet = "not-yet"
    case over
    case soldOut = "sold-out"
  }

  /// Whether it can be redeemed on a day, whatever a member's points and tier.
  func status(on today: Day) -> Status {
    if let from = terms.from, today < from { return .notYet }
    if let through = terms.through, today > through { return .over }
    return stock.left == 0 ? .soldOut : .open
  }
}

/// A voucher with what its reward says.
struct VoucherView: Hashable, Sendable {
  let voucher: Voucher
  let title: String?

  init(_ voucher: Voucher, in club: Club) {
    self.voucher = voucher
    title = club.terms.knownReward(voucher.reward)?.title
  }

  /// All of a member's, the newest first.
  static func all(of member: MemberNumber, in club: Club) -> [VoucherView] {
    club.rewards.vouchers(of: member).reversed().map { VoucherView($0, in: club) }
  }

  /// Writes the object's members.
  ///
  /// - Parameters:
  ///   - json: where to.
  ///   - today: the day on which it is asked.
  ///   - code: the code, for its holder; nil for everybody else.
  func writeMembers(to json: inout JSONWriter, on today: Day, code: VoucherCode?) {
    json.member("voucher", voucher.id.description)
    json.member("reward", voucher.reward.text)
    json.member("title", title)
    json.member("member", voucher.member.digits)
    json.member("points", voucher.price.points)
    json.member("status", voucher.status(on: today).rawValue)
    json.member("redeemed", voucher.redeemed.rfc3339)
    json.member("through", voucher.through?.iso)
    json.member("closed", voucher.closed?.rfc3339)
    json.member("entry", voucher.entry.description)
    json.member("code", code?.description)
  }
}

extension VoucherCode {
  /// What a scanner reads: the mark tells it from a member's number.
  var scanned: String { "HKV:\(text)" }
}

extension ClubAPI {
  /// The reward that a path names.
  func reward(_ call: Call) async throws -> RewardView {
    let slug = try call.rewardSlug()
    let found = try await store.read { club, _ in
      club.terms.reward(slug).map { RewardView($0, in: club) }
    }
    guard let found else { throw Problem(.rewards(.unknownReward)) }
    return found
  }

  /// A voucher as it stands now.
  func voucher(_ id: VoucherID) async throws -> VoucherView {
    let found = try await store.read { club, _ in
      club.rewards.voucher(id).map { VoucherView($0, in: club) }
    }
    guard let found else { throw Problem(.rewards(.unknownVoucher)) }
    return found
  }

  /// The code of a voucher that can be used; nil where it cannot, or where the store has another secret
  /// than when it was got.
  func code(of voucher: Voucher, on today: Day) -> VoucherCode? {
    guard voucher.status(on: today) == .active else { return nil }
    let code = store.voucherCode(voucher.seed)
    return code.hash == voucher.code ? code : nil
  }
}

extension Outcome {
  /// The voucher that a record has made, and the balance that it left.
  var redeemed: (id: VoucherID, voucher: NewVoucher, balance: Int)? {
    var balance = 0
    for (index, fact) in facts.enumerated() {
      if case .points(.posted(let posting)) = fact { balance = posting.balance }
      if case .rewards(.redeemed(let voucher)) = fact {
        return (VoucherID(position(of: index)), voucher, balance)
      }
    }
    return nil
  }
}

extension Call {
  /// The reward's slug in the path.
  func rewardSlug() throws -> Code {
    try parameter("slug", orElse: Problem(.rewards(.unknownReward))) { Code($0) }
  }

  /// The voucher's name in the path.
  func voucherID() throws -> VoucherID {
    try parameter("voucher", orElse: Problem(.rewards(.unknownVoucher))) { VoucherID($0) }
  }
}
