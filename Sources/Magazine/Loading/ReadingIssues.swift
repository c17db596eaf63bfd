import CivilTime

extension EntryReader {
  /// An issue, from the `index.md` of its folder.
  func issue(_ fields: Fields, _ source: Source, slug: String, folder: String) -> IssueDraft {
    let issue = Issue(
      id: 0, source: source, slug: slug, url: "/issues/\(SitePath.encode(slug))/",
      title: fields.text("title") ?? folder, subtitle: fields.text("subtitle"),
      number: fields.number("number", in: 0...1_000_000), season: fields.text("season"),
      date: fields.day("date") ?? Day(daysSinceEpoch: 0),
      cover: picture(fields, "cover", alternative: "cover_alt"), summary: fields.text("summary"),
      tint: tint(fields), ledgerHead: ledgerHead(fields), highlights: [],
      isDraft: fields.flag("draft"))
    return IssueDraft(
      issue: issue, highlights: fields.texts("highlights"),
      numberPosition: fields.entry("number")?.value.position)
  }

  /// A number, a colon and a hash of 64 hexadecimal digits, perhaps with a day behind.
  private func ledgerHead(_ fields: Fields) -> String? {
    guard let head = fields.text("ledger_head"), let node = fields.entry("ledger_head")?.value
    else {
      return nil
    }
    let words = head.split(separator: " ")
    let parts = words.first?.split(separator: ":") ?? []
    let isHash =
      parts.count == 2 && Int(parts[0]) != nil && parts[1].utf8.count == 64
      && parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard isHash, words.count == 1 || (words.count == 2 && Day(String(words[1])) != nil) else {
      fields.refuse(
        node, "ledger_head", "is no head of a ledger",
        remedy: "copy the line that “huikan ledger head” prints, in quotation marks")
      return nil
    }
    return head
  }

  private func tint(_ fields: Fields) -> Issue.Tint? {
    guard let tint = fields.mapping("tint", .tint) else { return nil }
    let colors = [
      tint.color("light"), tint.color("dark"), tint.color("ink_light"), tint.color("ink_dark"),
    ].compactMap { $0 }
    guard colors.count == 4 else { return nil }
    return Issue.Tint(light: colors[0], dark: colors[1], inkLight: colors[2], inkDark: colors[3])
  }

  /// An author.
  func author(_ fields: Fields, _ source: Source, slug: String) -> Author {
    Author(
      id: 0, source: source, slug: slug, url: "/authors/\(SitePath.encode(slug))/",
      name: fields.text("name") ?? slug, traditionalName: fields.text("name_hant"),
      role: fields.text("role"),
      portrait: picture(fields, "portrait", alternative: "portrait_alt"),
      summary: fields.text("summary"))
  }

  /// A page of `pages/`.
  func page(_ fields: Fields, _ source: Source, stem: String) -> Page {
    let own = fields.slug("slug")
    let part = own ?? (fields.entry("slug") == nil ? slug(stem) : Slug.lowercased(stem))
    return page(fields, source, url: "/\(SitePath.encode(part))/", slug: part, stem: stem)
  }

  /// The `README.md` of a folder: the page at the folder's own URL.
  func folderPage(_ fields: Fields, _ source: Source, folder: String) -> Page {
    let name = ContentPath.name(of: folder)
    if let slug = fields.entry("slug") {
      report.error(
        at: slug.keyPosition, "the page of a folder has the folder's URL",
        remedy: "remove “slug”, or rename the folder")
    }
    let path = Slug.lowercased(Composition.composed(folder))
    return page(
      fields, source, url: folder.isEmpty ? "/" : SitePath.encode("/\(path)/"),
      slug: ContentPath.name(of: path),
      stem: folder.isEmpty ? ContentPath.name(of: report.root) : name)
  }

  private func page(
    _ fields: Fields, _ source: Source, url: String, slug: String, stem: String
  ) -> Page {
    let (text, origin) = title(fields, source, stem: stem)
    return Page(
      id: 0, source: source, slug: slug, url: url, title: text, titleOrigin: origin,
      summary: fields.text("summary"), inMenu: fields.flag("menu"), isIntroduction: false,
      isDraft: fields.flag("draft"))
  }
}
