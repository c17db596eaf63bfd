public import CivilTime

/// New content for an editor to go on from: files that load without a word of complaint, with the
/// keys one fills in first and a first line of text.
///
/// Nothing is written here; whoever writes the files must not write over existing ones.
public struct Scaffold: Sendable {
  /// What is begun.
  public enum Kind: Sendable, Hashable {
    /// An issue, with its running number where one is known.
    case issue(number: Int?)
    /// An article of the issue in that folder of `issues/`, or on its own.
    case article(issue: String?)
    /// An activity.
    case event
    /// A reward.
    case reward
    /// A page.
    case page
  }

  /// A file to write.
  public struct File: Sendable, Hashable {
    /// The path from the content folder.
    public let path: String
    /// The text.
    public let text: String
  }

  /// The files of a new piece of content.
  ///
  /// - Parameters:
  ///   - kind: what is begun.
  ///   - title: the title, as it will be printed.
  ///   - slug: the last part of the URL and the name of the file; made of the title where the title
  ///     is ASCII and no slug is given.
  ///   - day: today; the date of an issue or an article, and two weeks before a new event.
  /// - Returns: the files, in the order in which to write them.
  /// - Throws: `ScaffoldProblem` where the title is empty or no URL can be made.
  public static func files(
    for kind: Kind, title: String, slug: String?, on day: Day
  ) throws(ScaffoldProblem) -> [File] {
    let title = oneLine(title)
    guard !title.isEmpty else {
      throw ScaffoldProblem(message: "the title is empty", remedy: "give a title")
    }
    let slug = try self.slug(slug, title: title)
    let heading = YAMLText.scalar(title)
    switch kind {
    case .issue(let number):
      let line = number.map { "number: \($0)\n" } ?? ""
      return [
        File(path: "issues/\(slug)/index.md", text: issue(heading, number: line, day: day.iso))
      ]
    case .article(let issue?):
      guard Slug.isPlainFileName(issue) else {
        throw ScaffoldProblem(
          message: "“\(issue)” is no folder of issues/",
          remedy: "give the issue's folder by its name")
      }
      return [File(path: "issues/\(issue)/\(slug).md", text: article(heading, dated: ""))]
    case .article(nil):
      let text = article(heading, dated: "date: \(day.iso)\n")
      return [File(path: "articles/\(slug).md", text: text)]
    case .event:
      let text = event(heading, start: day.adding(days: 14).iso)
      return [File(path: "events/\(slug).md", text: text)]
    case .reward: return [File(path: "rewards/\(slug).md", text: reward(heading))]
    case .page where Addresses.reserved.contains(slug):
      throw ScaffoldProblem(
        message: "the URL /\(slug)/ belongs to the program", remedy: "write another --slug")
    case .page: return [File(path: "pages/\(slug).md", text: page(heading))]
    }
  }

  private static func slug(_ given: String?, title: String) throws(ScaffoldProblem) -> String {
    guard let given else {
      if let slug = Slug.suggestion(for: title) { return slug }
      throw ScaffoldProblem(
        message: "no URL can be made of the title “\(title)”",
        remedy: "add --slug with the letters a-z, digits and hyphens, for example in pinyin")
    }
    if Slug.isStrict(given), given != "index", given != "readme" { return given }
    throw ScaffoldProblem(
      message: "“\(given)” cannot stand in a URL",
      remedy: Slug.suggestion(for: given).flatMap {
        ["index", "readme"].contains($0) ? nil : "write --slug \($0)"
      } ?? "use the letters a-z, digits and hyphens, for example in pinyin")
  }

  /// Blanks, line feeds and control characters as single blanks, none at the ends.
  private static func oneLine(_ text: String) -> String {
    text.unicodeScalars.split { scalar in
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
        || scalar == "\u{FEFF}"
    }
    .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }
}

/// Why no content can be begun.
public struct ScaffoldProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What to do about it, in one sentence without a full stop.
  public let remedy: String

  /// The message and the remedy.
  public var description: String { "\(message); \(remedy)" }
}
