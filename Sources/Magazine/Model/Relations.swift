/// Who belongs to whom, as places in the publication's lists; worked out once for all pages.
struct Relations: Sendable {
  struct Neighbours: Sendable {
    var previous: Int?
    var next: Int?
  }

  var issueArticles: [[Int]] = []
  var columnArticles: [[Int]] = []
  var tagArticles: [[Int]] = []
  var authorArticles: [[Int]] = []
  var news: [Int] = []
  var standalone: [Int] = []
  var neighbours: [Neighbours] = []
}

extension Publication {
  /// Works out the relations; every list they name is in its order by now.
  mutating func relate() {
    var relations = Relations(
      issueArticles: Array(repeating: [], count: issues.count),
      columnArticles: Array(repeating: [], count: columns.count),
      tagArticles: Array(repeating: [], count: tags.count),
      authorArticles: Array(repeating: [], count: authors.count),
      neighbours: Array(repeating: Relations.Neighbours(), count: articles.count))
    for article in articles {
      if let issue = article.issue { relations.issueArticles[issue].append(article.id) }
      if let column = article.column { relations.columnArticles[column].append(article.id) }
      for tag in article.tags { relations.tagArticles[tag].append(article.id) }
      let people = article.authors + (article.photographer.map { [$0] } ?? [])
      for author in Set(people.compactMap(\.author)).sorted() {
        relations.authorArticles[author].append(article.id)
      }
      if article.kind == .news {
        relations.news.append(article.id)
      } else if article.issue == nil {
        relations.standalone.append(article.id)
      }
    }
    for issue in relations.issueArticles.indices {
      relations.issueArticles[issue].sort { articles[$0].precedesInContents(articles[$1]) }
      relations.join(relations.issueArticles[issue])
    }
    relations.join(chronological(relations.news))
    relations.join(chronological(relations.standalone))
    self.relations = relations
  }

  /// Undated ones by name, then the dated ones, the oldest first.
  private func chronological(_ newestFirst: [Int]) -> [Int] {
    newestFirst.filter { articles[$0].date == nil }
      + newestFirst.filter { articles[$0].date != nil }.reversed()
  }
}

extension Relations {
  fileprivate mutating func join(_ sequence: [Int]) {
    for (earlier, later) in zip(sequence, sequence.dropFirst()) {
      neighbours[earlier].next = later
      neighbours[later].previous = earlier
    }
  }
}
