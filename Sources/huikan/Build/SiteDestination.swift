import ArgumentParser
import Glibc

/// The folder that a site is written to. The server hands out every file in it, so nothing else may
/// live there: no store, whose names and keys anybody could fetch, and no content, whose drafts and texts
/// for members they would read.
struct SiteDestination {
  /// The folder as it was given.
  let path: String

  /// Refuses a folder that is, or holds, what is not for everybody.
  ///
  /// - Parameter others: what the command reads, by the option that names it.
  /// - Throws: `ValidationError` with the two folders and what to do.
  func validate(beside others: [(option: String, path: String)]) throws {
    let place = Self.resolved(path)
    guard place != "/" else {
      throw ValidationError(
        "The site would be written all over this machine: --output is \(place).")
    }
    for other in others {
      let theirs = Self.resolved(other.path)
      if place == theirs || theirs.hasPrefix(place + "/") {
        throw ValidationError(
          "\(other.path) (\(other.option)) lies in \(path) (--output), of which every file is served to "
            + "everybody. Write the site to a folder of its own, such as Site.")
      }
      guard place.hasPrefix(theirs + "/") else { continue }
      if other.option == "--content", Self.mayHold(place, inMarkdown: theirs) { continue }
      throw ValidationError(
        "\(path) (--output) lies in \(other.path) (\(other.option)), and every file in it would be served "
          + "as it is. Write the site to a folder of its own, such as Site.")
    }
    for (name, what) in [
      ("secret.key", "a club's store"), ("site.yml", "a magazine's content"),
      ("club.yml", "a magazine's content"),
    ] where access("\(place)/\(name)", F_OK) == 0 {
      throw ValidationError(
        "\(path) (--output) holds \(name) and so is \(what). Write the site to a folder of its own, such "
          + "as Site.")
    }
  }

  /// Whether a folder may hold a site though it lies among Markdown: where the Markdown is no magazine, the
  /// folder is none that a magazine has, and nothing lies there but an earlier site. The builder leaves it out.
  private static func mayHold(_ place: String, inMarkdown content: String) -> Bool {
    guard !["site.yml", "club.yml"].contains(where: { access("\(content)/\($0)", F_OK) == 0 }),
      let first = place.dropFirst(content.utf8.count + 1).split(separator: "/").first,
      !magazineFolders.contains(String(first))
    else { return false }
    return access("\(place)/.huikan", F_OK) == 0
      || WholeFile.names(in: place, hidden: true).isEmpty
  }

  private static let magazineFolders: Set<String> = [
    "issues", "articles", "news", "events", "rewards", "authors", "pages",
  ]

  /// The path from the root, with links followed as far as it exists; from `.` where the current folder
  /// itself is gone.
  static func resolved(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    let isFromRoot = path.hasPrefix("/")
    var names = path.split(separator: "/")
    guard let last = names.popLast() else { return "/" }
    guard isFromRoot || !names.isEmpty || last != "." else { return "." }
    let parent = names.joined(separator: "/")
    let folder = resolved(isFromRoot ? "/" + parent : parent.isEmpty ? "." : parent)
    switch last {
    case ".": return folder
    case "..":
      let end = folder.lastIndex(of: "/") ?? folder.startIndex
      return end == folder.startIndex ? "/" : String(folder[..<end])
    default: return folder == "/" ? "/\(last)" : "\(folder)/\(last)"
    }
  }
}
