import Club
import Testing

@testable import ClubStore

@Suite("Trying a command")
struct TrialTests {
  @Test("says what the rules would say, contacts included, and does nothing")
  func trial() async throws {
    let house = try Clubhouse()
    let store = try await house.openWithTerms()
    let signUp = try Commands.signUp("甲", phone: "13800138000")
    #expect(try await store.rejection(of: signUp, by: .visitor) == nil)
    #expect(store.head.sequence == 1)
    let outcome = try await store.submit(signUp, by: .visitor)
    let member = try #require(outcome.joined)
    #expect(
      try await store.rejection(of: signUp, by: .system)
        == .membership(.duplicateContact(holder: member)))
    #expect(store.head.sequence == 2)
    await store.close()
  }
}
