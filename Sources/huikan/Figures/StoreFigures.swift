import Club
import ClubStore
import JSON
import SiteBuilder

/// The club's figures for the pages, from whoever holds the store.
enum StoreFigures {
  /// The figures of the store at `path`: from the running server where there is one, otherwise read
  /// from the journal; nil where there is no store, and the pages then show —.
  static func read(store path: String, console: Console) async throws -> PublicFigures? {
    let folder = StoreFolder(path)
    guard folder.exists else { return nil }
    do {
      if let answer = try folder.ask("/figures", expecting: 200) {
        return PublicFigures(json: answer)
      }
      return try await folder.withStore(console: console) { PublicFigures(try await $0.figures()) }
    } catch {
      throw failure(error, console)
    }
  }
}

extension PublicFigures {
  /// What the pages show of the store's figures.
  init(_ figures: Figures) {
    let balance = figures.trialBalance
    self.init(
      seats: figures.seats.mapValues {
        Seats(capacity: $0.capacity, taken: $0.taken, waiting: $0.waiting)
      },
      stocks: figures.stocks.mapValues { Stock(total: $0.total, taken: $0.taken) },
      points: Points(
        issued: balance.issued, redeemed: balance.redeemed, expired: balance.expired,
        adjusted: balance.adjusted, outstanding: balance.outstanding),
      members: figures.members,
      head: Head(sequence: figures.head.sequence, hash: figures.head.hash),
      sendsCodes: !figures.reach.isEmpty)
  }
}
