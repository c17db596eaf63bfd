import SiteBuilder
import Testing

@testable import huikan

@Suite("What a terminal shows of a long build")
struct BuildProgressTests {
  @Test(
    "the stage, how many of how many, how many a second",
    arguments: [
      (BuildWatch.Stage.texts, 4_100, 10_000, 2_000, "texts 4100 of 10000 (2050/s)"),
      // Too early to say how fast it is.
      (.pages, 10, 300, 100, "pages 10 of 300"),
      // A worker counts what it has done after the last is done.
      (.pages, 316, 300, 1_000, "pages 300 of 300 (316/s)"),
      (.theme, 0, 0, 1_000, "theme …"),
    ])
  func line(
    stage: BuildWatch.Stage, done: Int, total: Int, milliseconds: Int, expected: String
  ) {
    let progress = BuildWatch.Progress(stage: stage, done: done, total: total)
    #expect(
      BuildProgress.line(stage, progress, after: .milliseconds(milliseconds)) == expected)
  }
}
