extension Addresses {
  /// What to write instead of a path that leads nowhere: the nearest that exists, as the file at
  /// `path` would name it.
  ///
  /// - Parameters:
  ///   - written: the path as it is written.
  ///   - path: the file that holds the link.
  ///   - texts: whether content files may be meant, or pictures and other files alone.
  /// - Returns: a remedy for a diagnostic.
  func nearest(to written: String, from path: String, texts: Bool) -> String {
    let wanted = ContentPath.resolve(written, from: path) ?? written
    let candidates = (texts ? Array(places.keys) : []) + Array(assets)
    let folder = ContentPath.folder(of: wanted)
    let isFolder = isIndex(wanted)
    let scored = candidates.compactMap { candidate -> (path: String, score: Int)? in
      // Nobody means the file in which the link stands.
      guard candidate != path else { return nil }
      // Every issue has an index.md: it is the folder's name that tells one from another.
      if isFolder, !isIndex(candidate) { return nil }
      let distance =
        isFolder
        ? distance(folder, ContentPath.folder(of: candidate)) : distance(wanted, candidate)
      guard let distance else { return nil }
      let isNear = ContentPath.folder(of: candidate) == folder
      return (candidate, distance * 2 + (isNear ? 0 : 1))
    }
    let best = scored.min { ($0.score, $0.path) < ($1.score, $1.path) }
    if let best { return "write “\(ContentPath.relative(best.path, from: path))”" }
    if !texts { return "put the picture there, or write the path of another" }
    let base = ContentPath.folder(of: path)
    if base.isEmpty { return "paths are taken from the content folder" }
    return "paths are taken from \(base),"
      + " or from the content folder with a slash before them"
  }

  /// Whether a path is that of a folder's own text.
  private func isIndex(_ path: String) -> Bool {
    ["index.md", "readme.md"].contains(Slug.lowercased(ContentPath.name(of: path)))
  }

  /// 0 for the same name, 1 for the same but for case or extension, 2 for a slip; else nil.
  private func distance(_ wanted: String, _ candidate: String) -> Int? {
    let name = ContentPath.name(of: wanted)
    let other = ContentPath.name(of: candidate)
    if other == name { return 0 }
    if Slug.lowercased(other) == Slug.lowercased(name) { return 1 }
    if ContentPath.stem(of: other) == ContentPath.stem(of: name) { return 1 }
    // A guess: names of very different length are not compared letter by letter.
    guard abs(other.utf8.count - name.utf8.count) <= 6 else { return nil }
    return Nearest.word(
      to: ContentPath.stem(of: name), among: [ContentPath.stem(of: other)]) == nil ? nil : 2
  }
}
