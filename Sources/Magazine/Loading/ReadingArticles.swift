import CivilTime

extension EntryReader {
  /// An article of an issue, an article on its own, or a notice.
  func article(
    _ fields: Fields, _ source: Source, base: String, stem: String, folder: String? = nil
  ) -> ArticleDraft {
    let own = fields.slug("slug")
    let part = own ?? (fields.entry("slug") == nil ? slug(stem) : Slug.lowercased(stem))
    let (date, name) = FileDate.split(stem)
    let (text, origin) = title(fields, source, stem: name)
    if origin == .fileName, fields.isComplete {
      report.error(
        at: Self.top, "the article has no title",
        remedy: "add “title: …”, or begin the text with “# …”")
    }
    return draft(
      fields, source,
      article: bare(
        source, slug: part, url: base + SitePath.encode(part) + "/", (text, origin), fileDate: date),
      folder: folder)
  }

  /// Markdown that stands anywhere else: its URL is its path, and nothing is required of it.
  func looseArticle(_ fields: Fields, _ source: Source, path: String) -> ArticleDraft {
    let (date, name) = FileDate.split(ContentPath.name(of: path))
    var parts = ContentPath.parts(of: path)
    if let own = fields.slug("slug") { parts[parts.count - 1] = own }
    parts = parts.map { Slug.lowercased(Composition.composed($0)) }
    let url = SitePath.encode("/\(parts.joined(separator: "/"))/")
    let article = bare(
      source, slug: parts[parts.count - 1], url: url,
      title(fields, source, stem: name), fileDate: date)
    return draft(fields, source, article: article, folder: nil)
  }

  private func bare(
    _ source: Source, slug: String, url: String,
    _ title: (text: String, origin: Article.TitleOrigin), fileDate: Day?
  ) -> Article {
    Article(
      id: 0, source: source, slug: slug, url: url, kind: .article, notice: nil, title: title.text,
      titleOrigin: title.origin, issue: nil, column: nil, authors: [], photographer: nil,
      credit: nil, summary: nil, cover: nil, tags: [], date: fileDate, publish: nil, order: nil,
      isContribution: false, isForMembers: false, isDraft: false)
  }

  private func draft(
    _ fields: Fields, _ source: Source, article: Article, folder: String?
  ) -> ArticleDraft {
    var article = article
    let publish = fields.moment("publish")
    article.publish = publish?.instant(on: nil)
    if case .clock = publish, let node = fields.entry("publish")?.value {
      fields.refuse(node, "publish", "has no day")
    }
    article.date = fields.day("date") ?? article.publish?.day ?? article.date
    article.notice = fields.choice(
      "kind",
      [
        "progress": Article.Notice.progress, "工程进度": .progress, "handover": .handover,
        "交付预告": .handover, "after-handover": .afterHandover, "交付后快报": .afterHandover,
      ])
    article.isContribution = fields.flag("contribution")
    article.isForMembers = fields.flag("members")
    article.credit = fields.text("credit")
    article.summary = fields.text("summary")
    article.cover = picture(
      fields, "cover", alternative: "cover_alt", caption: "cover_caption")
    article.order = fields.number("order", in: 0...1_000_000)
    article.isDraft = fields.flag("draft")
    return ArticleDraft(
      article: article, issueFolder: folder, column: fields.located("column"),
      authors: fields.names("authors"), photographer: fields.located("photographer"),
      tags: fields.names("tags"))
  }
}

/// The date in a file name: `2026-11-07-lift.md`, `2026-11-lift.md`, `2026-11-07.md`.
enum FileDate {
  /// The date at the beginning of a name and what follows it; a month without a day is its first.
  static func split(_ stem: String) -> (date: Day?, rest: String) {
    for length in [10, 7] {
      guard stem.utf8.count >= length else { continue }
      let end = stem.utf8.index(stem.utf8.startIndex, offsetBy: length)
      let next = stem.utf8[end...].first
      guard next.map({ !(0x30...0x39).contains($0) }) ?? true else { continue }
      let text = String(decoding: stem.utf8.prefix(length), as: UTF8.self)
      guard let day = Day(length == 10 ? text : text + "-01") else { continue }
      let rest = stem.utf8[end...].drop { [0x2D, 0x5F, 0x20, 0x2E].contains($0) }
      return (day, rest.isEmpty ? stem : String(decoding: rest, as: UTF8.self))
    }
    return (nil, stem)
  }
}
