import CivilTime
import Magazine

extension Loaded {
  /// The model as text: one line an item, what is absent left out; then the diagnostics.
  var text: String {
    (publication.lines + diagnostics.map(\.description)).joined(separator: "\n")
  }
}

extension Publication {
  fileprivate var lines: [String] {
    var lines = ["site \(site.title) \(site.language.rawValue)"]
    if let club { lines.append("club \(club.name)") }
    lines += issues.map(line)
    lines += articles.map(line)
    lines += events.map(line)
    lines += authors.map { "author \($0.url) \($0.name)" + option("role", $0.role) }
    lines += pages.map { "\($0.isIntroduction ? "introduction" : "page") \($0.url) \($0.title)" }
    lines += columns.map { "column \($0.url) \($0.name)" }
    lines += tags.map { "tag \($0.url) \($0.name) \(articles(of: $0).count)" }
    return lines
  }

  private func line(_ issue: Issue) -> String {
    "issue \(issue.url) \(issue.title) \(issue.date.iso)" + option("number", issue.number)
      + option("season", issue.season) + option("cover", issue.cover?.text)
      + list("highlights", issue.highlights.map { articles[$0].slug })
      + (issue.isDraft ? " draft" : "")
  }

  private func line(_ article: Article) -> String {
    "\(article.kind) \(article.url) \(article.title)" + option("date", article.date?.iso)
      + option("column", article.column.map { columns[$0].name })
      + list("authors", article.authors.map { $0.author == nil ? $0.name : "@" + $0.name })
      + list("tags", article.tags.map { tags[$0].name })
      + option("cover", article.cover?.text) + (article.isDraft ? " draft" : "")
  }

  private func line(_ event: Event) -> String {
    "event \(event.url) \(event.title) \(event.start.rfc3339)"
      + option("end", event.end?.rfc3339) + " at \(event.place)"
      + option("capacity", event.capacity) + option("points", event.points)
      + option("closes", event.closes?.rfc3339) + option("purpose", event.purpose?.rawValue)
      + option("department", event.department?.rawValue)
      + option("report", event.report.map { articles[$0].url })
      + (event.isCancelled ? " cancelled" : "")
  }

  private func option(_ name: String, _ value: (some CustomStringConvertible)?) -> String {
    value.map { " \(name)=\($0)" } ?? ""
  }

  private func list(_ name: String, _ values: [String]) -> String {
    values.isEmpty ? "" : " \(name)=[\(values.joined(separator: ", "))]"
  }
}

extension Picture {
  fileprivate var text: String {
    switch place {
    case .asset(let path): path
    case .external(let url): url
    }
  }
}
