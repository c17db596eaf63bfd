import CivilTime
import Club
import JSON

extension FactCoding {
  static func write(_ fact: RewardsFact, _ json: inout JSONWriter) {
    switch fact {
    case .redeemed(let voucher):
      json.member("type", "rewards.redeemed")
      json.member("reward", voucher.reward.text)
      json.member("member", voucher.member.digits)
      json.member("points", voucher.price.points)
      json.member("seed", voucher.seed.hex)
      json.member("code", voucher.code.hex)
      if let through = voucher.through { json.member("through", through.iso) }
      if voucher.refundsLapsed { json.member("refunds", true) }
    case .used(let id, let reward, let member):
      write("rewards.used", id, reward, member, &json)
    case .cancelled(let id, let reward, let member):
      write("rewards.cancelled", id, reward, member, &json)
    case .lapsed(let id, let reward, let member):
      write("rewards.lapsed", id, reward, member, &json)
    case .stockCorrected(let reward, let change):
      json.member("type", "rewards.stock-corrected")
      json.member("reward", reward.text)
      json.member("change", change)
    }
  }

  private static func write(
    _ type: String, _ id: VoucherID, _ reward: Code, _ member: MemberNumber,
    _ json: inout JSONWriter
  ) {
    json.member("type", type)
    json.member("voucher", id.description)
    json.member("reward", reward.text)
    json.member("member", member.digits)
  }

  static func readRewards(_ reader: inout FactReader) throws(JSONError) -> RewardsFact? {
    switch reader.type {
    case "rewards.redeemed":
      .redeemed(
        NewVoucher(
          reward: try reader.read("reward", FactValue.code),
          member: try reader.read("member", FactValue.member),
          price: try reader.read("points", FactValue.amount),
          seed: try reader.read("seed", FactValue.voucherSeed),
          code: try reader.read("code", FactValue.tokenHash),
          through: try reader.readIfThere("through", FactValue.day),
          refundsLapsed: try reader.readIfThere("refunds", FactValue.flag) ?? false))
    case "rewards.used":
      .used(
        try reader.read("voucher", FactValue.voucher),
        reward: try reader.read("reward", FactValue.code),
        member: try reader.read("member", FactValue.member))
    case "rewards.cancelled":
      .cancelled(
        try reader.read("voucher", FactValue.voucher),
        reward: try reader.read("reward", FactValue.code),
        member: try reader.read("member", FactValue.member))
    case "rewards.lapsed":
      .lapsed(
        try reader.read("voucher", FactValue.voucher),
        reward: try reader.read("reward", FactValue.code),
        member: try reader.read("member", FactValue.member))
    case "rewards.stock-corrected":
      .stockCorrected(
        reward: try reader.read("reward", FactValue.code),
        change: try reader.read("change", FactValue.integer))
    default: nil
    }
  }
}
