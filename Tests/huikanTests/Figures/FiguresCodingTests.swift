import JSON
import SiteBuilder
import Testing

@testable import huikan

@Suite("The public figures over the control socket")
struct FiguresCodingTests {
  @Test(
    "what is written is read again, full or empty",
    arguments: [
      PublicFigures(),
      PublicFigures(
        seats: [
          "open-day": .init(capacity: 30, taken: 24, waiting: 0),
          "film-night": .init(capacity: nil, taken: 3, waiting: 0),
        ],
        points: .init(issued: 900, redeemed: 120, expired: 0, adjusted: -50, outstanding: 730),
        members: 12, head: .init(sequence: 77, hash: String(repeating: "ab", count: 32)),
        sendsCodes: true),
    ])
  func roundTrip(figures: PublicFigures) throws {
    let text = figures.json.encoded()
    #expect(PublicFigures(json: try JSONValue.parse(text)) == figures)
  }
}
