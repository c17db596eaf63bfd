import ArgumentParser
import Glibc
import Markdown

/// `huikan markdown`: one text to HTML, without a site around it.
struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Turn one Markdown text into HTML, to try a mark or to run a test suite.",
    discussion: """
      The text is read from FILE, or from standard input; front matter at its top is passed over.
      HTML goes to standard output, what is wrong with the text to standard error. No site stands
      around it: links and pictures stay as they are written, and every mark is on.

      Exit status 1 where the text has errors; the HTML is printed all the same.

      EXAMPLE
        echo '**「重要」**提示' | huikan markdown
        huikan markdown --json Content/news/2026-11-09-baipo-roof.md
        huikan markdown --commonmark < example.md
      """)

  @Flag(help: "CommonMark 0.30 and nothing else; front matter is text as well.")
  var commonmark = false
  @Flag(help: "As a member's contribution: of raw HTML only what can do no harm stays.")
  var contribution = false
  @Flag(
    help: ArgumentHelp(
      "Print one JSON object: html, title, outline, excerpt, text, counts, minutes, diagnostics."))
  var json = false
  @Argument(help: ArgumentHelp("The text; standard input without it.", valueName: "file"))
  var file: String?

  func validate() throws {
    if commonmark, contribution {
      throw ValidationError("--commonmark and --contribution exclude each other; choose one.")
    }
  }

  func run() throws {
    let console = Console()
    let text = MarkdownText(
      try read(console), path: file ?? "<stdin>", options: options,
      hasFrontMatter: !commonmark)
    let output = json ? text.json : text.rendered.html
    guard writeWhole(output, to: STDOUT_FILENO) else {
      console.fail("standard output: \(String(cString: strerror(errno)))")
      throw ExitStatus.cannotCreate
    }
    for diagnostic in text.diagnostics { console.always("\(diagnostic)\n") }
    if text.hasErrors { throw ExitStatus.invalid }
  }

  private var options: MarkdownOptions {
    commonmark ? .commonMark : contribution ? .contribution : MarkdownOptions()
  }

  private func read(_ console: Console) throws -> [UInt8] {
    do {
      return try WholeFile.named(file ?? "/dev/stdin")
    } catch {
      console.fail("\(error)")
      throw ExitStatus.invalid
    }
  }
}
