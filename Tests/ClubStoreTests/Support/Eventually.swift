import Testing

/// Looks until it is so. What goes on beside a test may come late on a busy machine: there is a minute for it, and a
/// hundred looks, between which others have their turn. Both are used up only where it never comes.
func eventually(
  within limit: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation,
  _ isSo: () async throws -> Bool
) async throws {
  let start = ContinuousClock.now
  var looks = 0
  while try await !isSo() {
    looks += 1
    try #require(
      looks < 100 || ContinuousClock.now - start < limit, "it has not come to be so",
      sourceLocation: sourceLocation)
    try await Task.sleep(for: .milliseconds(20))
  }
}
