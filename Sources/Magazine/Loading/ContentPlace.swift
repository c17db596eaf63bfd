/// What a file is, by where it stands.
enum ContentPlace: Sendable, Equatable {
  case site
  case club
  case names
  /// `issues/<folder>/index.md`.
  case issue(folder: String)
  /// `issues/<folder>/<stem>.md`.
  case issueArticle(folder: String, stem: String)
  /// `articles/<stem>.md` or `articles/<stem>/index.md`; and so on for the next five.
  case article(stem: String)
  case news(stem: String)
  case event(stem: String)
  case reward(stem: String)
  case author(stem: String)
  case page(stem: String)
  /// `README.md` or `index.md` of a folder that is none of the above; empty for the content folder.
  case folderPage(folder: String)
  /// What another text is in Traditional characters: `<stem>.hant.md` beside `<stem>.md`. The stem is
  /// that of the whole path.
  case translation(stem: String)
  /// Any other Markdown: an article whose URL is its path.
  case loose(path: String)
  /// A file that an editor has probably put or named wrongly, and where it should be.
  case misplaced(message: String, remedy: String)
  /// Not for this program.
  case other

  init(path: String) {
    let name = ContentPath.name(of: path)
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
      self = ContentPlace.settings(path)
      return
    }
    guard name.hasSuffix(".md") || name.hasSuffix(".markdown") else {
      self = .other
      return
    }
    let folders = ContentPath.parts(of: ContentPath.folder(of: path))
    let stem = ContentPath.stem(of: path)
    if stem.hasSuffix(Translation.mark), stem.utf8.count > Translation.mark.utf8.count {
      let folder = ContentPath.folder(of: path)
      self = .translation(
        stem: (folder.isEmpty ? "" : folder + "/") + stem.dropLast(Translation.mark.count))
      return
    }
    let isIndex = stem == "index" || Slug.lowercased(stem) == "readme"
    self = ContentPlace.markdown(path: path, folders: folders, stem: stem, isIndex: isIndex)
  }

  private static func markdown(
    path: String, folders: [String], stem: String, isIndex: Bool
  ) -> ContentPlace {
    switch (folders.first, folders.count, isIndex) {
    case ("issues", 2, true): return .issue(folder: folders[1])
    case ("issues", 2, false): return .issueArticle(folder: folders[1], stem: stem)
    case ("issues", 1, false):
      return .misplaced(
        message: "an issue is a folder, not a file",
        remedy: "move it to issues/\(stem)/index.md, its articles beside it")
    case ("pages", 1, true): return .folderPage(folder: "")
    case (let folder?, 1, false): return typed(folder, stem) ?? .loose(path: loose(folders, stem))
    case (let folder?, 2, true):
      return typed(folder, folders[1]) ?? .folderPage(folder: folders.joined(separator: "/"))
    case (_, _, true): return .folderPage(folder: folders.joined(separator: "/"))
    default: return .loose(path: loose(folders, stem))
    }
  }

  private static func typed(_ folder: String, _ stem: String) -> ContentPlace? {
    switch folder {
    case "articles": .article(stem: stem)
    case "news": .news(stem: stem)
    case "events": .event(stem: stem)
    case "rewards": .reward(stem: stem)
    case "authors": .author(stem: stem)
    case "pages": .page(stem: stem)
    default: nil
    }
  }

  private static func loose(_ folders: [String], _ stem: String) -> String {
    (folders + [stem]).joined(separator: "/")
  }

  private static func settings(_ path: String) -> ContentPlace {
    switch path {
    case "site.yml": return .site
    case "club.yml": return .club
    case "names.yml": return .names
    default:
      guard !path.contains("/") else { return .other }
      let remedy = Nearest.word(to: path, among: ["site.yml", "club.yml", "names.yml"])
      guard let remedy else { return .other }
      return .misplaced(message: "this file is not read", remedy: "name it \(remedy)")
    }
  }
}
