import ArgumentParser
import CivilTime
import Glibc
import JSON
import Magazine

/// `huikan new`: a file to begin with, which builds as it is.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin an issue, an article, an event, a reward or a page.",
    discussion: """
      File names are ASCII, so a Chinese title needs a --slug; nothing is guessed from pinyin.
      A file that is there already is never written over.

      EXAMPLE
        huikan new article 第一场雪 --slug first-snow --issue 2026-autumn
      """)

  @Argument(help: "issue, article, event, reward or page.")
  var kind: Kind
  @Argument(help: "The title, as readers will see it.")
  var title: String
  @Option(help: "The file's name, a-z 0-9 and -; required where the title is not Latin.")
  var slug: String?
  @Option(help: ArgumentHelp("The issue an article belongs to.", valueName: "slug"))
  var issue: String?
  @Option(help: "The running number of an issue.")
  var number: Int?
  @Option(help: ArgumentHelp("The folder of the magazine.", valueName: "folder"))
  var content = "Content"
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    if kind == .article, let issue, access("\(content)/issues/\(issue)/index.md", F_OK) != 0 {
      throw ValidationError(
        "There is no issue \(content)/issues/\(issue)/index.md; begin it with "
          + "huikan new issue TITLE --slug \(issue).")
    }
    let files: [Scaffold.File]
    do {
      files = try Scaffold.files(
        for: scaffold, title: title, slug: slug, on: SystemClock.now().day)
    } catch {
      throw ValidationError("\(error)")
    }
    do {
      for file in files { try NewFile(folder: content, path: file.path).write(file.text) }
    } catch {
      console.fail("\(error)")
      throw ExitStatus.cannotCreate
    }
    let paths = files.map { "\(content)/\($0.path)" }
    if output.json {
      let answer: JSONValue = ["files": .array(paths.map { .string($0) })]
      console.result("\(answer)")
    } else {
      paths.forEach(console.result)
    }
  }
}

extension NewCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case issue, article, event, reward, page
  }

  private var scaffold: Scaffold.Kind {
    switch kind {
    case .issue: .issue(number: number)
    case .article: .article(issue: issue)
    case .event: .event
    case .reward: .reward
    case .page: .page
    }
  }
}
