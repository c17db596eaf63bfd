import CivilTime

/// What articles name: columns, authors, topics.
extension Assembly {
  mutating func joinColumns() {
    publication.columns = site.columns
    let isDeclared = !site.columns.isEmpty
    var places: [String: Int] = [:]
    for column in site.columns {
      places[column.slug] = column.id
      places[column.name] = column.id
    }
    for index in articles.indices {
      guard let written = articles[index].column else { continue }
      if let place = places[written.value] {
        articles[index].article.column = place
      } else if isDeclared {
        let known = site.columns.flatMap { [$0.slug, $0.name] }
        error(
          articles[index].article.source.path, at: written.position,
          "site.yml declares no column “\(written.value)”",
          remedy: Nearest.remedy(for: written.value, among: known, noun: "columns"))
      } else {
        let place = publication.columns.count
        let slug = Slug.suggestion(for: written.value) ?? written.value
        publication.columns.append(
          Column(
            id: place, slug: slug, url: "/columns/\(SitePath.encode(slug))/", name: written.value,
            summary: nil))
        places[written.value] = place
        articles[index].article.column = place
      }
    }
    for column in publication.columns {
      publication.addresses.pages[SitePath.decode(column.url.utf8)] = .some(nil)
    }
  }

  mutating func joinAuthors() {
    var places: [String: Int] = [:]
    for author in publication.authors.reversed() { places[author.name] = author.id }
    for author in publication.authors { places[author.slug] = author.id }
    for index in articles.indices {
      let draft = articles[index]
      articles[index].article.authors = draft.authors.map {
        byline($0, places, draft.article.source.path)
      }
      articles[index].article.photographer = draft.photographer.map {
        byline($0, places, draft.article.source.path)
      }
    }
  }

  private mutating func byline(
    _ written: Located<String>, _ places: [String: Int], _ path: String
  ) -> Byline {
    if let author = places[written.value] {
      return Byline(name: publication.authors[author].name, author: author)
    }
    if Slug.isStrict(written.value), written.value.utf8.contains(UInt8(ascii: "-")) {
      let slugs = publication.authors.map(\.slug)
      warning(
        path, at: written.position, "there is no author “\(written.value)”",
        remedy: Nearest.word(to: written.value, among: slugs).map { "write “\($0)”" }
          ?? "write authors/\(written.value).md, or the name as it should be printed")
    }
    return Byline(name: written.value, author: nil)
  }

  mutating func joinTags() {
    var counts: [String: Int] = [:]
    var names: [String: String] = [:]
    for index in articles.indices {
      let path = articles[index].article.source.path
      var own: Set<String> = []
      articles[index].tags = articles[index].tags.filter { written in
        let slug = tagSlug(written.value)
        guard own.insert(slug).inserted else { return false }
        counts[slug, default: 0] += 1
        let name = names[slug] ?? written.value
        names[slug] = name
        if name != written.value {
          warning(
            path, at: written.position,
            "the topics “\(written.value)” and “\(name)” have one URL, /tags/\(slug)/",
            remedy: "write both alike, or give one another slug under “tags” in site.yml")
        }
        return true
      }
    }
    let order = counts.sorted { left, right in
      left.value != right.value ? left.value > right.value : left.key < right.key
    }
    var places: [String: Int] = [:]
    for (slug, _) in order {
      let tag = Tag(
        id: places.count, slug: slug, url: "/tags/\(SitePath.encode(slug))/",
        name: names[slug] ?? slug)
      places[slug] = tag.id
      publication.tags.append(tag)
      publication.addresses.pages["/tags/\(slug)/"] = .some(nil)
    }
    for index in articles.indices {
      articles[index].article.tags = articles[index].tags.compactMap { places[tagSlug($0.value)] }
    }
  }

  /// The topic's slug: the declared one, or the name itself, small letters, hyphens for blanks.
  /// A slash would make a folder of it.
  private func tagSlug(_ name: String) -> String {
    if let slug = site.tagSlugs[name] { return slug }
    if let slug = Slug.suggestion(for: name) { return slug }
    let bytes = name.utf8.map { $0 == 0x20 || $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }
    return Slug.lowercased(String(decoding: bytes, as: UTF8.self))
  }
}
