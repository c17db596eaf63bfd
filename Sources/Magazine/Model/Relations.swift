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
  var notices: [Article.Notice: [Int]] = [:]
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
    for id in articles.indices {
      if let issue = articles[id].issue { relations.issueArticles[issue].append(id) }
      if let column = articles[id].column { relations.columnArticles[column].append(id) }
      for tag in articles[id].tags { relations.tagArticles[tag].append(id) }
      for author in people(of: id) { relations.authorArticles[author].append(id) }
      if articles[id].kind == .news {
        relations.news.append(id)
        if let notice = articles[id].notice { relations.notices[notice, default: []].append(id) }
      } else if articles[id].issue == nil {
        relations.standalone.append(id)
      }
    }
    for issue in relations.issueArticles.indices {
      relations.issueArticles[issue].sort(by: precedesInContents)
      relations.join(relations.issueArticles[issue])
    }
    relations.join(chronological(relations.news))
    relations.join(chronological(relations.standalone))
    self.relations = relations
  }

  /// The authors with a page who had a hand in an article, each once.
  private func people(of id: Int) -> [Int] {
    var people: [Int] = []
    for byline in articles[id].authors {
      if let author = byline.author, !people.contains(author) { people.append(author) }
    }
    if let author = articles[id].photographer?.author, !people.contains(author) {
      people.append(author)
    }
    return people
  }

  /// Whether one article of an issue stands before another in the contents: by column, those without
  /// one last; then by `order`, those without one last; then by date; then by name, which the order
  /// of `articles` has already decided for articles of one day.
  private func precedesInContents(_ left: Int, _ right: Int) -> Bool {
    let (columns, orders) = (
      (articles[left].column ?? .max, articles[right].column ?? .max),
      (articles[left].order ?? .max, articles[right].order ?? .max)
    )
    if columns.0 != columns.1 { return columns.0 < columns.1 }
    if orders.0 != orders.1 { return orders.0 < orders.1 }
    if let one = articles[left].date, let other = articles[right].date, one != other {
      return one < other
    }
    return left < right
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
