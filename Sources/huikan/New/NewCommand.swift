import ArgumentParser
import CivilTime
import Glibc
import JSON
import Magazine
import SiteBuilder

/// `huikan new`: a file to begin with, which builds as it is.
struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin an issue, an article, an event, a reward, a page or a theme.",
    discussion: """
      File names are ASCII, so a Chinese title needs a --slug; nothing is guessed from pinyin.
      A file that is there already is never written over.

      EXAMPLE
        huikan new article 第一场雪 --slug first-snow --issue 2026-autumn
        huikan new theme winter --extends jia
      """)

  @Argument(help: "issue, article, event, reward, page or theme.")
  var kind: Kind
  @Argument(help: "The title, as readers will see it; of a theme, its name.")
  var title: String
  @Option(help: "The file's name, a-z 0-9 and -; required where the title is not Latin.")
  var slug: String?
  @Option(help: ArgumentHelp("The issue an article belongs to.", valueName: "slug"))
  var issue: String?
  @Option(help: "The running number of an issue.")
  var number: Int?
  @Option(help: ArgumentHelp("The folder of the magazine.", valueName: "folder"))
  var content = "Content"
  @Option(help: ArgumentHelp("The theme that a new one extends.", valueName: "name"))
  var extends = BuildOptions.defaultTheme
  @Option(help: ArgumentHelp("The folder that holds the themes.", valueName: "folder"))
  var themes = "Themes"
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = output.console
    if kind == .article, let issue, access("\(content)/issues/\(issue)/index.md", F_OK) != 0 {
      throw ValidationError(
        "There is no issue \(content)/issues/\(issue)/index.md; begin it with "
          + "huikan new issue TITLE --slug \(issue).")
    }
    if kind == .theme, access("\(themes)/\(extends)", F_OK) != 0 {
      throw ValidationError(
        "There is no theme \(themes)/\(extends) to extend; name another with --extends, or say where "
          + "the themes are with --themes.")
    }
    let folder = kind == .theme ? themes : content
    let files: [Scaffold.File]
    do {
      files =
        if let scaffold {
          try Scaffold.files(for: scaffold, title: title, slug: slug, on: SystemClock.now().day)
        } else {
          try Scaffold.theme(title, extending: extends)
        }
    } catch {
      throw ValidationError("\(error)")
    }
    do {
      for file in files { try NewFile(folder: folder, path: file.path).write(file.text) }
    } catch {
      console.fail("\(error)")
      throw ExitStatus.cannotCreate
    }
    let paths = files.map { "\(folder)/\($0.path)" }
    if output.json {
      let answer: JSONValue = ["files": .array(paths.map { .string($0) })]
      console.result("\(answer)")
    } else {
      for path in paths { console.result(path) }
    }
  }
}

extension NewCommand {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case issue, article, event, reward, page, theme
  }

  /// Nil for what is no content.
  private var scaffold: Scaffold.Kind? {
    switch kind {
    case .issue: .issue(number: number)
    case .article: .article(issue: issue)
    case .event: .event
    case .reward: .reward
    case .page: .page
    case .theme: nil
    }
  }
}
