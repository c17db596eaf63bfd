extension Assembly {
  /// Gives each text that is written in Traditional characters to the page that it is for.
  mutating func joinTranslations() {
    guard !translations.isEmpty else { return }
    let originals = originals()
    for draft in translations {
      let path = draft.translation.source.path
      guard publication.site.traditional != nil else {
        warning(
          path, at: EntryReader.top, "the site has no Traditional edition, so nobody reads this",
          remedy: "write “traditional: s2tw” in site.yml, or take the file away")
        continue
      }
      guard let original = originals[draft.stem] else {
        let candidates = [".md", ".markdown"].map { draft.stem + $0 }
        let isWithheld = candidates.contains {
          if case .withheld = publication.addresses.places[$0] { true } else { false }
        }
        if !isWithheld {
          error(
            path, at: EntryReader.top,
            "there is no \(tree.shown(candidates[0])) that this could be in Traditional characters",
            remedy: "name it after the file it belongs to, with “.hant” before “.md”")
        }
        continue
      }
      var translation = draft.translation
      translation.isForMembers = original.isForMembers
      translation.isContribution = original.isContribution
      translation.pairs = [
        (original.title, translation.title), (original.subtitle, translation.subtitle),
        (original.summary, translation.summary),
      ].compactMap { simplified, traditional in
        guard let simplified, let traditional else { return nil }
        return Translation.Pair(simplified: simplified, traditional: traditional)
      }
      publication.translations[original.text] = translation
    }
  }

  private struct Original {
    var text: Int
    var title: String?
    var subtitle: String?
    var summary: String?
    var isForMembers = false
    var isContribution = false
  }

  /// Everything published that has a text, by its path without the extension.
  private func originals() -> [String: Original] {
    var originals: [String: Original] = [:]
    func add(_ source: Source, _ original: Original) {
      let dot = source.path.lastIndex(of: ".") ?? source.path.endIndex
      originals[String(source.path[..<dot])] = original
    }
    for article in publication.articles {
      add(
        article.source,
        Original(
          text: article.source.text, title: article.title, summary: article.summary,
          isForMembers: article.isForMembers, isContribution: article.isContribution))
    }
    for issue in publication.issues {
      add(
        issue.source,
        Original(
          text: issue.source.text, title: issue.title, subtitle: issue.subtitle,
          summary: issue.summary))
    }
    for event in publication.events {
      add(
        event.source,
        Original(text: event.source.text, title: event.title, summary: event.summary))
    }
    for reward in publication.rewards {
      add(
        reward.source,
        Original(text: reward.source.text, title: reward.title, summary: reward.summary))
    }
    for author in publication.authors {
      add(author.source, Original(text: author.source.text, summary: author.summary))
    }
    for page in publication.pages {
      add(page.source, Original(text: page.source.text, title: page.title, summary: page.summary))
    }
    return originals
  }
}
