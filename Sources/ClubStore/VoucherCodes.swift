public import Club

extension ClubStore {
  /// What the code of a voucher that is got with this key is made of: the same whenever it is asked, so
  /// that an answer lost on its way can be asked for again.
  ///
  /// - Parameter key: the key of whoever redeems.
  /// - Returns: 64 bits; with the journal alone they say nothing about the code.
  public func voucherSeed(for key: IdempotencyKey) -> VoucherSeed {
    let bytes = secret.code("voucher-seed", key.name).prefix(8)
    return VoucherSeed(bytes.reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// The code of a voucher: it is written nowhere, and made again whenever its holder may see it.
  ///
  /// - Parameter seed: what the code is made of.
  /// - Returns: the code.
  public func voucherCode(_ seed: VoucherSeed) -> VoucherCode {
    VoucherCode(random: secret.code("voucher-code", Array(seed.hex.utf8)))
  }

  /// Lets vouchers lapse whose last day has passed, some hundred in a record, until none is left. Called
  /// again it finds nothing to do.
  ///
  /// - Returns: how many there were.
  /// - Throws: where the store has stopped or its disk is full; what was posted stays.
  @discardableResult
  public func lapseVouchers() async throws(SubmissionError) -> Int {
    var count = 0
    var last: VoucherID?
    while true {
      let outcome = try await submit(.rewards(.lapse(after: last)), by: .system)
      guard case .rewards(.lapsed(let id, _, _))? = outcome.facts.last else { return count }
      count += outcome.facts.count { if case .rewards = $0 { true } else { false } }
      last = id
    }
  }
}

extension VoucherCode {
  /// The hash by which the store knows the code: its SHA-256, as of every token.
  public var hash: TokenHash {
    guard let hash = TokenHash(ClubStore.tokenHash(text)) else {
      preconditionFailure("a SHA-256 has 32 bytes")
    }
    return hash
  }
}
