import CivilTime
import Magazine
import Markdown
import Theming

extension SitePages {
  /// The text of a content file as its page shows it, events' cards with the seats of this moment.
  func text(of source: Source) -> HTML { text(body(of: source), of: source) }

  /// The same of a text that has been read.
  func text(_ body: RenderedMarkdown, of source: Source) -> HTML {
    let isWritten = isTraditional && publication.translations[source.text] != nil
    return isWritten ? HTML(WrittenText.marked(filled(body, isWritten).bytes)) : filled(body, false)
  }

  private func filled(_ body: RenderedMarkdown, _ isWritten: Bool) -> HTML {
    guard !body.slots.isEmpty, let writer = sources.containers else { return HTML(body.html) }
    return writer.filled(body.markup) { container, content, output in
      // A card is made by the theme, and converted like all that.
      if isWritten { output += WrittenText.end }
      defer { if isWritten { output += WrittenText.start } }
      guard case .event(let event) = sources.publication.event(named: container.argument) else {
        return
      }
      let context = EventContainerContext(
        container, content: content, event: EventCardContext(event, in: self))
      writer.templates.event.render(context, into: &output)
    }
  }

  /// The text of a content file; nil where it has none.
  func optionalText(of source: Source) -> HTML? {
    let body = body(of: source)
    return body.markup.isEmpty ? nil : text(body, of: source)
  }

  /// Whether the text of a content file shows figures.
  func showsFigures(_ source: Source?) -> Bool {
    source.map { sources.bodies.galleys[$0.text].traits.contains(.hasSlots) } ?? false
  }
}

extension PageSources {
  /// The text of a content file for a feed, which outlives every number of seats: an event is a link
  /// and when and where.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - isTraditional: whether it is for the Traditional edition, which converts it: then a text that
  ///     is written for that stands in its place, between marks.
  /// - Returns: HTML.
  func feedText(of source: Source, isTraditional: Bool = false) -> [UInt8] {
    if isTraditional, let translation = publication.translations[source.text] {
      return WrittenText.marked(feedText(bodies.markup(of: translation.source.text)))
    }
    return feedText(bodies.markup(of: source.text))
  }

  private func feedText(_ markup: MarkdownMarkup) -> [UInt8] {
    guard !markup.slots.isEmpty, let containers else { return markup.html }
    let wording = Wording(language: publication.site.language)
    return containers.filled(markup) { container, content, output in
      guard case .event(let event) = publication.event(named: container.argument) else { return }
      let day = DayContext(
        event.start.day, clock: event.isAllDay ? nil : event.start, in: wording)
      let hours = event.isAllDay ? "" : " " + wording.span(from: event.start, to: event.end)
      output += Array("<p><a href=\"\(event.url)\">".utf8) + HTML(escaping: event.title).bytes
      output += Array("</a><br />\n".utf8)
      output += HTML(escaping: "\(day.long) \(day.weekday)\(hours) · \(event.place)").bytes
      output += Array("</p>\n".utf8) + content.bytes
    }.bytes
  }
}
