import CivilTime
import Club
import ClubStore
import Crypto
import Glibc
import Journal
import Lines
import Logging

// Makes a store of any size and measures what it costs to open and to ask:
//
//   store-scale generate DIR --members 1000000 --postings 10000000 --from 0 --upto 9000000
//   store-scale open DIR                  # processor time and memory
//   store-scale open DIR --statements     # and the time of 2,000 statements
//   store-scale open DIR --desk           # and of what the staff desk asks: finding members, the day
//   store-scale open DIR --snapshot       # and of writing a snapshot
//   store-scale verify DIR
//   store-scale fill DIR --clients 64 --postings 100 --milliseconds 5
//
// Each prints one JSON object. Tests/Bench/scale.py calls them in processes of their own.

var arguments = Arguments(CommandLine.arguments.dropFirst())
let task = arguments.next()
let directory = arguments.next()
switch task {
case "generate":
  try await generate(
    directory, members: arguments.number("--members"), postings: arguments.number("--postings"),
    from: arguments.number("--from"), upTo: arguments.number("--upto"))
case "open":
  try await open(
    directory, asks: arguments.flag("--statements"), isAtDesk: arguments.flag("--desk"),
    writesSnapshot: arguments.flag("--snapshot"))
case "verify": try verify(directory)
case "fill":
  try await fill(
    directory, clients: arguments.number("--clients"), postings: arguments.number("--postings"),
    milliseconds: arguments.number("--milliseconds"))
default: stop("usage: store-scale generate | open | verify | fill DIR …")
}

/// Adds members, where postings begin with the first, and postings to a journal.
func generate(_ directory: String, members: Int, postings: Int, from: Int, upTo: Int) async throws {
  let start = Usage.now
  let journal = try Journal.open(
    directory: directory, hash: hash, fatal: { stop($0.description) }, replay: { _ in })
  var club = LargeClub(
    members: members, postings: postings, random: SplitMix64(seed: UInt64(from) + 1))
  if from == 0 {
    for ordinal in 0..<members { try await append(club.joining(ordinal), to: journal) }
  }
  for number in from..<upTo { try await append(club.posting(number), to: journal) }
  try await journal.durable(journal.head.sequence)
  try journal.close()
  report(start, ["records": journal.head.sequence])
}

func append(_ draft: RecordDraft, to journal: Journal) async throws {
  if !journal.hasRoom(for: RoomNeed(draft)) {
    guard try await journal.makeRoom(for: RoomNeed(draft)) else { stop("the disk is full") }
  }
  let head = journal.append(draft)
  if head.sequence.isMultiple(of: 50_000) { try await journal.durable(head.sequence) }
}

/// Opens the store; may ask for statements, and may write a snapshot.
func open(
  _ directory: String, asks: Bool, isAtDesk: Bool, writesSnapshot: Bool
) async throws {
  let start = Usage.now
  let store = try ClubStore.open(
    directory: directory, clock: { Instant(milliseconds: 1_800_000_000_000) },
    fatal: { stop($0) }, logger: Logger(label: "scale") { _ in SwiftLogNoOpLogHandler() })
  let opened = Usage.now
  var figures: [String: Double] = [
    "open_cpu_s": opened.processor - start.processor, "open_s": opened.wall - start.wall,
    "open_mb": opened.memory,
  ]
  if asks {
    let times = try await statements(store).sorted()
    figures["statement_p50_ms"] = times[times.count / 2]
    figures["statement_p99_ms"] = times[times.count * 99 / 100]
  }
  if isAtDesk { figures.merge(try await deskFigures(store)) { $1 } }
  if writesSnapshot {
    let before = Usage.now
    try await store.writeSnapshot()
    figures["snapshot_s"] = Usage.now.wall - before.wall
    figures["snapshot_cpu_s"] = Usage.now.processor - before.processor
  }
  await store.close()
  figures["peak_mb"] = Usage.now.memory
  report(figures)
}

/// The times of 2,000 members' statements with every line's record read back, in milliseconds.
func statements(_ store: ClubStore) async throws -> [Double] {
  let members = try await store.read { club, _ in club.membership.count }
  var random = SplitMix64(seed: 7)
  var times: [Double] = []
  for _ in 0..<2000 {
    let member = MemberNumber(ordinal: Int(random.next() % UInt64(members)))
    let before = Usage.seconds
    let statement = try await store.read { club, _ in
      club.points.statement(of: member, from: nil, through: nil, latest: 1000)
    }
    let records = try await store.records(
      statement.lines.map { UInt64($0.entry.id.position.sequence) })
    precondition(records.count == statement.lines.count, "a line has its record")
    times.append((Usage.seconds - before) * 1000)
  }
  return times
}

func verify(_ directory: String) throws {
  let start = Usage.now
  let found = try Ledger(directory: directory).verify()
  report(start, ["records": found.records, "snapshots": found.snapshots])
}

func report(_ start: Usage, _ numbers: [String: Int]) {
  let end = Usage.now
  report(
    numbers.mapValues { Double($0) }.merging(
      ["cpu_s": end.processor - start.processor, "s": end.wall - start.wall, "peak_mb": end.memory]
    ) { $1 })
}

func report(_ figures: [String: Double]) {
  let members = figures.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
  print("{\(members.joined(separator: ", "))}")
}

@Sendable func hash(_ bytes: UnsafeRawBufferPointer) -> Hash256 {
  var hasher = SHA256()
  hasher.update(bufferPointer: bytes)
  return hasher.finalize().withUnsafeBytes { Hash256($0) }
}

@Sendable func stop(_ message: String) -> Never {
  let line = Array((message + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(2)
}
