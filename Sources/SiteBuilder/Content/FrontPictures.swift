import Magazine

/// The pictures that front matter names: covers and portraits.
struct FrontPictures {
  private(set) var placed: [String: PageSources.Placed] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(of publication: Publication, media: MediaShelf, root: String) {
    var named: [(picture: Picture?, source: Source)] = []
    named += publication.issues.map { ($0.cover, $0.source) }
    named += publication.articles.map { ($0.cover, $0.source) }
    named += publication.events.map { ($0.cover, $0.source) }
    named += publication.rewards.map { ($0.cover, $0.source) }
    named += publication.authors.map { ($0.portrait, $0.source) }
    for case (let picture?, let source) in named {
      guard case .asset(let path) = picture.place, placed[path] == nil else { continue }
      do {
        let item = try media.item(path)
        placed[path] = PageSources.Placed(
          url: item.url, width: item.size?.width, height: item.size?.height,
          plan: item.plan)
      } catch {
        diagnostics.append(
          Diagnostic(
            .error, root: root, path: source.path, message: "the picture cannot be read: \(error)",
            remedy: "mend the picture's permissions"))
      }
    }
  }
}
