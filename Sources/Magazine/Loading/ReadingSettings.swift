import CivilTime

extension EntryReader {
  /// `site.yml`.
  func site(_ fields: Fields) -> SiteDraft {
    let language =
      fields.choice(
        "language",
        [
          "zh-Hans": SiteSettings.Language.simplifiedChinese, "zh-Hant": .traditionalChinese,
          "en": .english,
        ]) ?? .simplifiedChinese
    let title = fields.text("title")
    let settings = SiteSettings(
      title: title ?? ContentPath.name(of: report.root), hasTitle: title != nil,
      description: fields.text("description"), language: language,
      traditional: traditional(fields, language), hasEbooks: fields.flag("ebooks"),
      baseURL: baseURL(fields), theme: fields.text("theme"), menu: [],
      footer: fields.texts("footer").map(\.value), footerMenu: [],
      feedSize: fields.number("feed_size", in: 1...500) ?? SiteSettings.defaultFeedSize,
      listSize: fields.number("list_size", in: 10...1000) ?? SiteSettings.defaultListSize,
      hasSearch: !fields.disabled().contains("search"),
      isKeptOffline: !fields.disabled().contains("offline"), markdown: markdown(fields),
      typography: typography(fields))
    var draft = SiteDraft(settings: settings)
    readColumns(fields, into: &draft)
    draft.tagSlugs = tagSlugs(fields)
    draft.menu = links(fields, "menu")
    draft.footerMenu = links(fields, "footer_menu")
    return draft
  }

  /// Only Simplified Chinese can be converted: the other way round something is always lost.
  private func traditional(
    _ fields: Fields, _ language: SiteSettings.Language
  ) -> SiteSettings.TraditionalStandard? {
    let standard = fields.choice(
      "traditional",
      [
        "s2t": SiteSettings.TraditionalStandard.openCC, "s2tw": .taiwan, "s2twp": .taiwanWords,
        "s2hk": .hongKong,
      ])
    guard standard != nil, language != .simplifiedChinese,
      let node = fields.entry("traditional")?.value
    else { return standard }
    fields.refuse(
      node, "traditional", "needs a site in zh-Hans; this one is in \(language.rawValue)",
      remedy: "take it out, or write “language: zh-Hans”")
    return nil
  }

  /// `names.yml`.
  func names(_ fields: Fields) -> NameSettings {
    NameSettings(people: fields.names("people").map(\.value), words: words(fields))
  }

  private func words(_ fields: Fields) -> [String: String] {
    guard let node = fields.entry("words")?.value else { return [:] }
    guard case .mapping(let entries) = node.value else {
      fields.refuse(
        node, "words", "takes words with their Traditional form",
        remedy: "write “  胡同: 胡同” on a line under it")
      return [:]
    }
    var words: [String: String] = [:]
    for entry in entries {
      let word = entry.key.text
      guard case .scalar(let scalar) = entry.value.value, !scalar.trimmed.isEmpty, !word.isEmpty,
        !(word + scalar.trimmed).utf8.contains(where: { $0 < 0x20 || $0 == 0x3C || $0 == 0x26 })
      else {
        fields.refuse(
          entry.value, "words", "gives “\(word)” no Traditional form",
          remedy: "write “\(word): ” and the word as it is printed, in one line without < and &")
        continue
      }
      words[word] = scalar.trimmed
    }
    return words
  }

  private func markdown(_ site: Fields) -> MarkdownSettings {
    guard let fields = site.mapping("markdown", .markdown) else { return .standard }
    let rawHTML = fields.choice(
      "raw_html",
      ["kept": MarkdownSettings.RawHTML.kept, "sanitized": .sanitized, "removed": .removed])
    return MarkdownSettings(rawHTML: rawHTML ?? .kept, disabled: fields.disabled())
  }

  private func typography(_ site: Fields) -> TypographySettings {
    TypographySettings(disabled: site.mapping("typography", .typography)?.disabled() ?? [])
  }

  private func baseURL(_ fields: Fields) -> String? {
    guard let written = fields.located("base_url"), let node = fields.entry("base_url")?.value
    else { return nil }
    do throws(SiteAddress.Problem) {
      return try SiteAddress(written.value).text
    } catch {
      fields.refuse(node, "base_url", error.reason, remedy: error.remedy)
      return nil
    }
  }

  private func readColumns(_ fields: Fields, into draft: inout SiteDraft) {
    var known: [String: Position] = [:]
    for item in fields.mappings("columns", .siteColumn) {
      let (slug, name, summary) = (item.slug("slug"), item.text("name"), item.text("summary"))
      var isTaken = false
      for (key, word) in [("slug", slug), ("name", name)] as [(StaticString, String?)] {
        guard let word, let node = item.entry(key)?.value else { continue }
        if let other = known[word], other != item.position {
          isTaken = true
          report.error(
            at: node.position,
            "two columns are called “\(word)”; the other is on line \(other.line)",
            remedy: "give each column a slug and a name of its own")
        } else {
          known[word] = item.position
        }
      }
      guard let slug, let name, !isTaken else {
        for key in ["slug", "name"] as [StaticString] {
          guard case .scalar(let word)? = item.entry(key)?.value.value else { continue }
          draft.refusedColumns.insert(word.trimmed)
        }
        continue
      }
      draft.columns.append(
        Column(
          id: draft.columns.count, slug: slug, url: "/columns/\(slug)/", name: name,
          summary: summary))
    }
  }

  private func tagSlugs(_ fields: Fields) -> [String: String] {
    guard let node = fields.entry("tags")?.value else { return [:] }
    guard case .mapping(let entries) = node.value else {
      fields.refuse(node, "tags", "takes topics with their slugs")
      return [:]
    }
    var slugs: [String: String] = [:]
    var owners: [String: String] = [:]
    for entry in entries {
      let name = entry.key.text
      guard case .scalar(let scalar) = entry.value.value, Slug.isStrict(scalar.trimmed) else {
        fields.refuse(
          entry.value, "tags", "gives “\(name)” no slug",
          remedy: "write “\(name): ” and letters a-z, digits and hyphens")
        continue
      }
      let slug = scalar.trimmed
      if let owner = owners[slug] {
        fields.refuse(
          entry.value, "tags", "gives “\(name)” the slug of “\(owner)”",
          remedy: "give each topic a slug of its own")
      }
      owners[slug] = name
      slugs[name] = slug
    }
    return slugs
  }

  private func links(_ fields: Fields, _ name: StaticString) -> [SiteDraft.Link] {
    fields.mappings(name, .menuItem).compactMap { item in
      let (title, link) = (item.text("title"), item.located("link"))
      guard let title, let link else { return nil }
      return SiteDraft.Link(title: title, destination: link)
    }
  }

  /// `club.yml`.
  func club(_ fields: Fields) -> ClubSettings {
    let contact = fields.mapping("contact", .contact)
    let consent = fields.mapping("consent", .consent)
    let tiers = tiers(fields)
    let rules = pointRules(fields, tiers)
    return ClubSettings(
      name: fields.text("name") ?? "", shortName: fields.text("short_name"),
      magazine: fields.text("magazine"), motto: fields.text("motto"),
      contact: ClubSettings.Contact(
        name: contact?.text("name"), phone: contact?.text("phone"), email: contact?.text("email"),
        address: contact?.text("address"), hours: contact?.text("hours")),
      consent: ClubSettings.Consent(
        version: consent?.code("version") ?? "", text: consent?.text("text") ?? ""),
      waysToJoin: fields.mappings("ways_to_join", .wayToJoin).compactMap(wayToJoin),
      pointRules: rules, campaigns: campaigns(fields, rules),
      tiers: tiers,
      pointsValidity: validity(fields, "points_validity") ?? .unlimited,
      approval: approval(fields), regions: tags(fields, "regions"),
      segments: tags(fields, "segments"),
      familyMembers: fields.mapping("families", .families).map {
        $0.number("members", in: 2...20) ?? 6
      },
      eraseAfter: fields.number("erase_after", in: 0...60) ?? ClubSettings.usualEraseAfter)
  }

  private func approval(_ fields: Fields) -> ClubSettings.Approval {
    guard let item = fields.mapping("approval", .approval) else { return ClubSettings.Approval() }
    return ClubSettings.Approval(
      manual: !item.disabled().contains("manual"), above: item.number("above", in: 1...1_000_000))
  }

  func validity(_ fields: Fields, _ name: StaticString) -> Validity? {
    guard let text = fields.text(name), let node = fields.entry(name)?.value else { return nil }
    guard let validity = Validity(text) else {
      fields.refuse(
        node, name,
        Day(text) == nil
          ? "is “\(text)”, which is no time" : "is “\(text)”, which is too early or too late",
        remedy:
          "write unlimited, 24 months (1 to 600), year-end, year-end+1, half-year-end+1 or a last day "
          + "from 1990-01-01 to 2139-12-31, such as 2027-12-31")
      return nil
    }
    return validity
  }

  private func wayToJoin(_ item: Fields) -> ClubSettings.WayToJoin? {
    let channel = item.choice(
      "channel",
      [
        "desk": ClubSettings.WayToJoin.Channel.desk, "website": .website,
        "magazine-form": .magazineForm,
      ])
    let (title, text) = (item.text("title"), item.text("text"))
    guard let channel, let title else { return nil }
    return ClubSettings.WayToJoin(channel: channel, title: title, text: text)
  }
}
