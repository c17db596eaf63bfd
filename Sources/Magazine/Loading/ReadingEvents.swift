import CivilTime

extension EntryReader {
  /// An event.
  func event(_ fields: Fields, _ source: Source, slug: String) -> EventDraft {
    refuseUnfitName(slug, of: "event")
    let start = fields.moment("start")
    let startInstant = start?.instant(on: nil)
    if case .clock = start, let node = fields.entry("start")?.value {
      fields.refuse(node, "start", "has no day")
    }
    let isAllDay = if case .day = start { true } else { false }
    let event = Event(
      id: 0, source: source, slug: slug, url: "/events/\(SitePath.encode(slug))/",
      title: fields.text("title") ?? slug, summary: fields.text("summary"),
      start: startInstant ?? Instant(milliseconds: 0),
      end: end(fields, after: startInstant), isAllDay: isAllDay,
      closes: closes(fields, start: startInstant), place: fields.text("place") ?? "",
      address: fields.text("address"), city: fields.text("city"),
      department: fields.choice(
        "department",
        [
          "customer-relations": Event.Department.customerRelations, "客关": .customerRelations,
          "marketing": .marketing, "营销": .marketing,
        ]),
      purpose: fields.choice(
        "purpose",
        ["brand": Event.Purpose.brand, "品牌": .brand, "sales": .sales, "营销": .sales]),
      capacity: fields.number("capacity", in: 0...1_000_000),
      points: fields.number("points", in: 0...1_000_000),
      partners: fields.texts("partners").map(\.value),
      cover: picture(fields, "cover", alternative: "cover_alt", caption: "cover_caption"),
      isCancelled: fields.flag("cancelled"), outcome: fields.text("outcome"), report: nil,
      isDraft: fields.flag("draft"))
    return EventDraft(event: event, report: fields.located("report"))
  }

  /// The club's registers name events and rewards by their slugs, and take no others.
  func refuseUnfitName(_ slug: String, of what: String) {
    if Slug.isCode(slug) || !Slug.isPlainFileName(slug) { return }
    let length = slug.utf8.count
    report.error(
      at: Self.top,
      length > Slug.longestCode
        ? "the \(what)'s name in its URL has \(length) characters"
        : "the \(what)'s name in its URL, “\(slug)”, begins with neither a letter nor a digit",
      remedy: length > Slug.longestCode
        ? "rename the file, to at most \(Slug.longestCode) characters" : "rename the file")
  }

  private func end(_ fields: Fields, after start: Instant?) -> Instant? {
    guard let end = fields.moment("end")?.end(on: start?.day) else { return nil }
    if let start, end <= start, let node = fields.entry("end")?.value {
      fields.refuse(
        node, "end", "is not after “start” (\(start.day.iso) \(start.clock))",
        remedy: "write the time at which the event ends, with its day where that is another")
    }
    return end
  }

  private func closes(_ fields: Fields, start: Instant?) -> Instant? {
    guard let closes = fields.moment("closes")?.end(on: start?.day) else { return nil }
    if let start, closes.day > start.day, let node = fields.entry("closes")?.value {
      // A registration that stays open after the day of the event is a wrong year or month.
      if closes > Instant(start.day.adding(days: 1)) {
        fields.refuse(
          node, "closes", "is after the event (\(start.day.iso))",
          remedy: "write a time before the event")
      }
    }
    return closes
  }
}
