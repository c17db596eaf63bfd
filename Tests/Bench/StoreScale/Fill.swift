import CivilTime
import Club
import ClubStore
import Logging

/// How full groups are: clients that post one after the other, rules and keys on, on a disk whose sync
/// takes a while. Every posting has a reason, so a group is two syncs: the annex's and the records'.
func fill(_ directory: String, clients: Int, postings: Int, milliseconds: Int) async throws {
  let disk = SlowDisk(milliseconds: milliseconds)
  let store = try ClubStore.open(
    directory: directory, fileSystem: disk,
    clock: { Instant(milliseconds: 1_800_000_000_000) }, random: ClubStore.systemRandom,
    fatal: { stop($0) }, logger: Logger(label: "scale") { _ in SwiftLogNoOpLogHandler() })
  let members = try await join(clients, store)
  let syncs = disk.syncs
  let start = Usage.now
  try await withThrowingTaskGroup(of: Void.self) { group in
    for (client, member) in members.enumerated() {
      group.addTask {
        for number in 0..<postings {
          try await store.submit(
            award(member), by: .system,
            idempotency: IdempotencyKey(
              scope: "bench", key: "\(client)-\(number)", request: Array("award".utf8)))
        }
      }
    }
    try await group.waitForAll()
  }
  let end = Usage.now
  let groups = (disk.syncs - syncs) / 2
  await store.close()
  report([
    "clients": Double(clients), "per_second": Double(clients * postings) / (end.wall - start.wall),
    "groups": Double(groups),
    "fill": Double(clients * postings) / Double(groups) / Double(clients),
    "of_ideal": Double(clients * postings) / (end.wall - start.wall)
      / (Double(clients) * 1000 / Double(2 * milliseconds)),
  ])
}

private func join(_ count: Int, _ store: ClubStore) async throws -> [MemberNumber] {
  guard let consent = Code("2026-11"), let name = PersonName("测一测") else { return [] }
  try await store.submit(
    .terms(.adopt(rules: ClubRules(consent: consent, pointRules: []), events: [])), by: .system)
  var members: [MemberNumber] = []
  for number in 0..<count {
    let signUp = SignUp(
      channel: .desk, consent: consent, name: name, phone: nil,
      email: Email("member\(number)@example.com"), session: nil)
    let outcome = try await store.submit(.membership(.signUp(signUp)), by: .system)
    for case .membership(.joined(let member, _, _)) in outcome.facts { members.append(member) }
  }
  return members
}

private func award(_ member: MemberNumber) -> Command {
  guard let amount = Amount(10), let source = Code("manual"), let reason = Reason("开放日签到") else {
    stop("an award is no command")
  }
  return .points(
    .award(PointsOrder(member: member, amount: amount, source: source, reason: reason)))
}
