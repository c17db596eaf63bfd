public import Annex
public import Lines

/// A record about to be appended. The journal adds number, chain and checksum.
///
/// The texts `actor`, `key` and `request` are plain printable ASCII without quotes and backslashes;
/// anything personal belongs into the annex.
public struct RecordDraft: Sendable {
  /// The most facts that one record holds.
  public static let maximumFacts = 1000

  /// Milliseconds since the Unix epoch; not before the time of the last record.
  public var time: Int64
  /// Who gave the command.
  public var actor: String
  /// The idempotency key in the form in which it is remembered.
  public var key: String?
  /// The keyed hash of the request that came with `key`.
  public var request: String?
  /// The facts: one complete JSON array of at most `maximumFacts` objects.
  public var facts: [UInt8]
  /// The personal values and free text of the same command.
  public var annex: [AnnexDraft]

  /// - Parameters:
  ///   - time: milliseconds since the Unix epoch.
  ///   - actor: who gave the command.
  ///   - key: the idempotency key in the form in which it is remembered.
  ///   - request: the keyed hash of the request that came with `key`.
  ///   - facts: one complete JSON array of objects.
  ///   - annex: the personal values and free text of the same command.
  public init(
    time: Int64, actor: String, key: String? = nil, request: String? = nil, facts: [UInt8],
    annex: [AnnexDraft] = []
  ) {
    self.time = time
    self.actor = actor
    self.key = key
    self.request = request
    self.facts = facts
    self.annex = annex
  }
}

/// A record as it was read, complete and checked.
public struct Record: Hashable, Sendable {
  /// Its number, from 1 without gaps.
  public let sequence: Int
  /// Milliseconds since the Unix epoch.
  public let time: Int64
  /// Who gave the command.
  public let actor: String
  /// The idempotency key in the form in which it is remembered.
  public let key: String?
  /// The keyed hash of the request that came with `key`.
  public let request: String?
  /// The facts: one JSON array.
  public let facts: [UInt8]
  /// The annex's fields in their order.
  public let annex: [AnnexValue]
  /// The record's hash, to which the next record is chained.
  public let hash: Hash256
}

/// The last record's number and hash: together they prove the whole journal before it.
public struct JournalHead: Hashable, Sendable {
  /// The number; 0 before the first record.
  public let sequence: Int
  /// The hash; zero before the first record.
  public let hash: Hash256

  /// - Parameters:
  ///   - sequence: the record's number.
  ///   - hash: the record's hash.
  public init(sequence: Int, hash: Hash256) {
    self.sequence = sequence
    self.hash = hash
  }
}

/// A record in the bytes of its line, for replaying many of them without copying.
///
/// Valid only during the call that it is handed to.
public struct RecordView {
  let json: UnsafeBufferPointer<UInt8>
  var actorRange = 0..<0
  var keyRange: Range<Int>?
  var requestRange: Range<Int>?
  var factsRange = 0..<0
  var commitments: [Commitment] = []
  var previous = Hash256.zero

  /// Its number, from 1 without gaps.
  public internal(set) var sequence = 0
  /// Milliseconds since the Unix epoch.
  public internal(set) var time: Int64 = 0
  /// The annex's fields in their order.
  public internal(set) var annex: [AnnexValue] = []
  /// The record's hash.
  public internal(set) var hash = Hash256.zero

  init(json: UnsafeBufferPointer<UInt8>) {
    self.json = json
  }

  /// Who gave the command, in ASCII.
  public var actor: UnsafeBufferPointer<UInt8> { slice(actorRange) }
  /// The idempotency key in the form in which it is remembered, in ASCII.
  public var key: UnsafeBufferPointer<UInt8>? { keyRange.map(slice) }
  /// The keyed hash of the request that came with `key`, in ASCII.
  public var request: UnsafeBufferPointer<UInt8>? { requestRange.map(slice) }
  /// The facts: one JSON array.
  public var facts: UnsafeBufferPointer<UInt8> { slice(factsRange) }

  /// The record as a value of its own, to be kept beyond the call.
  public var owned: Record {
    Record(
      sequence: sequence, time: time, actor: String(decoding: actor, as: UTF8.self),
      key: key.map { String(decoding: $0, as: UTF8.self) },
      request: request.map { String(decoding: $0, as: UTF8.self) }, facts: Array(facts),
      annex: annex, hash: hash)
  }

  private func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: json[range])
  }
}
