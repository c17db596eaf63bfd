import Club
import Testing

@testable import ClubStore
@testable import Simulation

@Suite("How far other systems have been told, on a disk that fails")
struct WebhookBookTests {
  @Test("what could not be written does not count as written")
  func failing() async throws {
    let till = try Commands.code("till")
    for step in 0..<5 {
      let disk = SimulatedDisk()
      let book = try WebhookBook(
        [
          till: WebhookBook.Receiver(
            types: [.pointsPosted], progress: WebhookProgress(next: Position(sequence: 5, index: 0))
          )
        ], in: "Store", fileSystem: disk)
      #expect(book[till]?.written == 5)
      book.update(till) { $0.progress.pass(before: Position(sequence: 9, index: 0)) }
      disk.fail(at: disk.operations.count + step, .error(28))
      await #expect(throws: StoreError.self, "step \(step)") { try await book.write() }
      #expect(book[till]?.written == 5, "step \(step)")
      disk.fail(at: -1, .crash)
      try await book.write()
      #expect(book[till]?.written == 9, "step \(step)")
    }
  }
}
