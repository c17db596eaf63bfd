import CivilTime

/// What articles name: columns, authors, topics.
extension Assembly {
  mutating func joinColumns() {
    publication.columns = site.columns
    let isDeclared = !site.columns.isEmpty || !site.refusedColumns.isEmpty
    var places: [String: Int] = [:]
    for column in site.columns {
      places[column.slug] = column.id
      places[column.name] = column.id
    }
    var made: [String: Int] = [:]
    for index in articles.indices {
      guard let written = articles[index].column else { continue }
      if let place = places[written.value] {
        articles[index].article.column = place
      } else if !isDeclared {
        articles[index].article.column = makeColumn(
          written, in: articles[index].article.source.path, &places, &made)
      } else if !site.refusedColumns.contains(written.value) {
        let known = site.columns.flatMap { [$0.slug, $0.name] }
        error(
          articles[index].article.source.path, at: written.position,
          "site.yml declares no column “\(Slug.shown(written.value))”",
          remedy: Nearest.remedy(for: written.value, among: known, noun: "columns"))
      }
    }
    for column in publication.columns {
      publication.addresses.pages.insert(SitePath.decode(column.url.utf8))
    }
  }

  /// The column that an article names where site.yml declares none; nil where it can be none.
  private mutating func makeColumn(
    _ written: Located<String>, in path: String, _ places: inout [String: Int],
    _ made: inout [String: Int]
  ) -> Int? {
    let slug =
      Slug.suggestion(for: written.value)
      ?? Self.withoutSlashes(Composition.composed(written.value))
    if let flaw = Slug.flaw(in: slug) {
      error(
        path, at: written.position, "“\(Slug.shown(written.value))” cannot be a column: \(flaw)",
        remedy: "write another, or declare it with a slug under “columns” in site.yml")
      return nil
    }
    let place = made[slug] ?? publication.columns.count
    if place == publication.columns.count {
      publication.columns.append(
        Column(
          id: place, slug: slug, url: "/columns/\(SitePath.encode(slug))/", name: written.value,
          summary: nil))
    } else {
      warning(
        path, at: written.position,
        "the columns “\(written.value)” and “\(publication.columns[place].name)” have one URL,"
          + " \(SitePath.decode(publication.columns[place].url))",
        remedy: "write both alike, or declare them under “columns” in site.yml")
    }
    made[slug] = place
    places[written.value] = place
    return place
  }

  mutating func joinAuthors() {
    var places: [String: Int] = [:]
    for author in publication.authors.reversed() { places[author.name] = author.id }
    for author in publication.authors { places[author.slug] = author.id }
    for index in articles.indices {
      // A draft is large: only what is needed of it is copied.
      let (authors, photographer) = (articles[index].authors, articles[index].photographer)
      let path = articles[index].article.source.path
      articles[index].article.authors = authors.map { byline($0, places, path) }
      articles[index].article.photographer = photographer.map { byline($0, places, path) }
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
    // Han names hash slowly: each is looked up once, everything after that is a number.
    var topics: [Topic] = []
    var placesByName: [String: Int] = [:]
    var placesBySlug: [String: Int] = [:]
    for index in articles.indices {
      var own: [Int] = []
      for written in articles[index].tags {
        let place: Int
        if let known = placesByName[written.value] {
          place = known
        } else {
          let slug = tagSlug(written.value)
          if let flaw = Slug.flaw(in: slug) {
            error(
              articles[index].article.source.path, at: written.position,
              "“\(Slug.shown(written.value))” cannot be a topic: \(flaw)",
              remedy: "write another, or give it a slug under “tags” in site.yml")
            continue
          }
          place = placesBySlug[slug] ?? topics.count
          if place == topics.count { topics.append(Topic(slug: slug, name: written.value)) }
          placesBySlug[slug] = place
          placesByName[written.value] = place
        }
        if topics[place].name != written.value {
          warning(
            articles[index].article.source.path, at: written.position,
            "the topics “\(written.value)” and “\(topics[place].name)” have one URL,"
              + " /tags/\(topics[place].slug)/",
            remedy: "write both alike, or give one another slug under “tags” in site.yml")
        }
        if own.contains(place) { continue }
        own.append(place)
        topics[place].count += 1
      }
      articles[index].article.tags = own
    }
    number(topics)
  }

  /// Gives the topics their order, the most used first, and the articles their tags by it.
  private mutating func number(_ topics: [Topic]) {
    let order = topics.indices.sorted { left, right in
      let (left, right) = (topics[left], topics[right])
      return left.count != right.count ? left.count > right.count : left.slug < right.slug
    }
    var ids = Array(repeating: 0, count: topics.count)
    for (id, place) in order.enumerated() {
      let topic = topics[place]
      ids[place] = id
      publication.tags.append(
        Tag(
          id: id, slug: topic.slug, url: "/tags/\(SitePath.encode(topic.slug))/", name: topic.name))
      publication.addresses.pages.insert("/tags/\(topic.slug)/")
    }
    for index in articles.indices {
      articles[index].article.tags = articles[index].article.tags.map { ids[$0] }
    }
  }

  /// A topic while articles are counted.
  private struct Topic {
    let slug: String
    /// As the first article that has it writes it.
    let name: String
    var count = 0
  }

  /// The topic's slug: the declared one, or the name itself, small letters, hyphens for blanks.
  /// A slash would make a folder of it.
  private func tagSlug(_ name: String) -> String {
    if let slug = site.tagSlugs[name] { return slug }
    if let slug = Slug.suggestion(for: name) { return slug }
    let bytes = Composition.composed(name).utf8.map { $0 <= 0x20 ? UInt8(ascii: "-") : $0 }
    return Slug.lowercased(Self.withoutSlashes(String(decoding: bytes, as: UTF8.self)))
  }

  private static func withoutSlashes(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "/")) else { return name }
    let bytes = name.utf8.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
