import CMark
import Glibc
import Markdown

/// Our time for some texts, and libcmark's own for the same.
struct Speed {
  var name: String
  var bytes: Int
  /// Medians, in milliseconds of processor time.
  var ours: Double
  var libcmark: Double

  var ratio: Double { ours / libcmark }

  /// Measures in turns, so that what else the machine does falls on both.
  static func measure(_ name: String, _ texts: [[UInt8]], repeats: Int, rounds: Int) -> Speed {
    let renderer = MarkdownRenderer()
    var ours: [Double] = []
    var libcmark: [Double] = []
    for _ in 0..<rounds {
      libcmark.append(
        Stopwatch.milliseconds {
          for _ in 0..<repeats { for text in texts { renderAlone(text) } }
        })
      ours.append(
        Stopwatch.milliseconds {
          for _ in 0..<repeats {
            for text in texts { _ = renderer.render(text[...], resolver: VerbatimLinks()) }
          }
        })
    }
    return Speed(
      name: name, bytes: texts.reduce(0) { $0 + $1.count } * repeats, ours: median(ours),
      libcmark: median(libcmark))
  }

  /// What libcmark does by itself: parse and render, without an extension.
  private static func renderAlone(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        free(cmark_markdown_to_html($0.baseAddress, $0.count, CMARK_OPT_UNSAFE))
      }
    }
  }

  private static func median(_ times: [Double]) -> Double {
    times.sorted()[times.count / 2]
  }
}

/// Processor time of this thread: on a shared machine it says more than a clock on the wall.
enum Stopwatch {
  static func milliseconds(_ work: () -> Void) -> Double {
    let start = now()
    work()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}
