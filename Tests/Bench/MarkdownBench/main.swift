import Glibc

// Measures the Markdown layer: `markdown-bench [--json]`, from the repository's folder.
//
// It prints our time and libcmark's own for the same texts, the median of turns in one process,
// and how the time for hostile texts grows. It fails where a limit of ours is passed.

let arguments = CommandLine.arguments.dropFirst()
guard arguments.allSatisfy({ $0 == "--json" || $0 == "--speed" || $0 == "--growth" }) else {
  stop("usage: markdown-bench [--json] [--speed | --growth]")
}
guard let corpus = Corpus.find() else {
  stop("markdown-bench: no Content here; run it in the repository's folder")
}

var report = Report()
if !arguments.contains("--growth") {
  let size = 10_000_000
  report.speeds = [
    Speed.measure(
      "\(corpus.name), text by text", corpus.texts, repeats: corpus.repeats(for: size), rounds: 9),
    Speed.measure(
      "\(corpus.name), one text of 10 MB", [corpus.joined(to: size)], repeats: 1, rounds: 9),
  ]
}
if !arguments.contains("--speed") { report.growths = Growth.measure(bytes: 40_000) }
print(arguments.contains("--json") ? report.json : report.table)
exit(report.isWithinLimits ? 0 : 1)

func stop(_ message: String) -> Never {
  let line = Array((message + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(2)
}
