import CivilTime
import Club
import ClubStore
import Hummingbird
import JSON
import SiteBuilder

/// Letters with an issue, to every member who has agreed to them, by the server that is running: it alone
/// writes the journal, and it knows the site.
struct NewsletterSending {
  let store: ClubStore
  let press: Press

  /// How many are addressed in one record.
  static let mostAtOnce = 500

  /// Queues the letters. Whoever has been sent the issue is not sent it again, after a crash as well.
  ///
  /// - Parameters:
  ///   - issue: the name of the issue's folder.
  ///   - isRehearsal: only says how many it would go to.
  /// - Returns: how many it goes to.
  /// - Throws: why it goes to nobody.
  func send(_ issue: String, isRehearsal: Bool) async throws -> Int {
    let code = try check(issue)
    let (sent, readers) = try await store.read { club, _ in
      (club.newsletter.sent(code), club.newsletterReaders(of: code))
    }
    if let sent {
      throw CommandFailure(
        "\(issue) went out on \(sent.day.iso); nobody gets an issue twice. Whoever has agreed since "
          + "begins with the next one")
    }
    guard !readers.isEmpty else {
      throw CommandFailure("no member has agreed to letters yet; they do at /me/newsletter")
    }
    if isRehearsal { return readers.count }
    var count = 0
    for start in stride(from: 0, to: readers.count, by: Self.mostAtOnce) {
      let next = Array(readers[start..<min(start + Self.mostAtOnce, readers.count)])
      count += try await store.submit(
        .newsletter(.address(issue: code, next)), by: .system
      ).facts.count
    }
    // Whoever has agreed meanwhile.
    while true {
      let facts = try await store.submit(
        .newsletter(.send(issue: code, most: Self.mostAtOnce)), by: .system
      ).facts
      for case .newsletter(.addressed) in facts { count += 1 }
      guard !facts.isEmpty, facts.last != .newsletter(.sent(issue: code)) else { return count }
    }
  }

  private func check(_ issue: String) throws -> Code {
    let site = press.site
    guard site.issueNames.contains(issue) else {
      throw CommandFailure(NewsletterCommand.unknown(issue, in: site))
    }
    guard let code = Code(issue) else {
      throw CommandFailure(
        "the name of the issue's folder, “\(issue)”, can stand in no record: it needs letters, digits, "
          + "hyphens and dots")
    }
    guard
      site.newsletter(of: issue, isTraditional: false) != nil
    else { throw CommandFailure(NewsletterCommand.noAddress) }
    guard store.reachableRoutes.contains(.email) else {
      throw CommandFailure(
        "the server sends no e-mail: start it with --messages email=…, as docs/messages.md says")
    }
    return code
  }
}

extension ControlServer {
  /// What `newsletter --send` asks the running server.
  func addNewsletterRoutes(to router: Router<BasicRequestContext>) {
    router.post("newsletter") { request, _ in
      let body = try await request.body.collect(upTo: 4096)
      let asked = try? JSONValue.parse(Array(body.readableBytesView))
      guard let issue = asked?["issue"]?.string else {
        return Self.answer(.badRequest, ["detail": "the request names no issue"])
      }
      let isRehearsal = asked?["dryRun"]?.bool ?? false
      do {
        let count = try await NewsletterSending(store: store, press: press)
          .send(issue, isRehearsal: isRehearsal)
        return Self.answer(.ok, ["issue": .string(issue), "readers": .int(Int64(count))])
      } catch {
        return Self.answer(.conflict, ["detail": .string("\(error)")])
      }
    }
  }
}
