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
