import ArgumentParser
import Glibc

/// The folder that a site is written to. The server hands out every file in it, so nothing else may
/// live there: no store, whose names and keys anybody could fetch, and no content, which would be mixed
/// with pages.
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
      // A folder of Markdown may hold its site; the builder leaves that out.
      if other.option != "--content", place.hasPrefix(theirs + "/") {
        throw ValidationError(
          "\(path) (--output) lies in \(other.path) (\(other.option)). Write the site to a folder of its "
            + "own, such as Site.")
      }
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
