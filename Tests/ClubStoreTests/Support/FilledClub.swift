import Club
import Testing

@testable import ClubStore

extension Clubhouse {
  /// A small club, closed: terms, two members, a seat, an award and a spending.
  func fill() async throws {
    let store = try open()
    _ = try await store.submit(
      try Commands.adopt([try Commands.event("dinner", capacity: 1)]), by: .system)
    let first = try await store.submit(
      try Commands.signUp("何知秋", phone: "13800138000"), by: .visitor)
    let second = try await store.submit(
      try Commands.signUp("苏禾", email: "su.he@example.com"), by: .visitor)
    let member = try #require(first.joined)
    _ = try await store.submit(
      try Commands.register(member, "dinner"), by: .member(member))
    _ = try await store.submit(try Commands.award(60, to: member), by: .system)
    _ = try await store.submit(try Commands.spend(20, of: member), by: .system)
    _ = try await store.submit(
      try Commands.register(try #require(second.joined), "dinner"), by: .system)
    await store.close()
  }
}
