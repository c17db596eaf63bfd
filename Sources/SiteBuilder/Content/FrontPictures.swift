import Magazine

/// The pictures that front matter names: covers and portraits.
struct FrontPictures {
  private(set) var placed: [String: PageSources.Placed] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(of publication: Publication, media: MediaShelf, root: String) {
    var named: [(picture: Picture?, source: Source, ground: String)] = []
    let paper = ShareCard.paper
    named += publication.issues.map { ($0.cover, $0.source, $0.tint?.light ?? paper) }
    named += publication.articles.map { ($0.cover, $0.source, paper) }
    named += publication.events.map { ($0.cover, $0.source, paper) }
    named += publication.rewards.map { ($0.cover, $0.source, paper) }
    named += publication.authors.map { ($0.portrait, $0.source, paper) }
    for case (let picture?, let source, let ground) in named {
      guard case .asset(let path) = picture.place, placed[path] == nil else { continue }
      do {
        let item = try media.item(path)
        placed[path] = PageSources.Placed(
          url: item.url, width: item.size?.width, height: item.size?.height,
          plan: item.plan, card: try media.card(path, on: ground))
      } catch {
        // The key that names it has an error of its own, with its line.
        if error.isMissing { continue }
        diagnostics.append(
          Diagnostic(
            .error, root: root, path: source.path, position: picture.position,
            message: "the picture cannot be read: \(error)", remedy: error.pictureRemedy))
      }
    }
  }
}
