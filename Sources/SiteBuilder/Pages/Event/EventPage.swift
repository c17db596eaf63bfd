import CivilTime
import Magazine
import Markdown
import Theming

/// An event of the club.
struct EventPage: PageContext {
  var frame: PageFrame
  var event: EventCardContext
  var slug: String
  var address: String?
  var closes: String?
  var calendar: String
  var partners: [String]
  var isRunByMarketing: Bool
  var isRunByCustomerRelations: Bool
  var plate: PictureContext?
  var body: HTML?
  var takesRegistrations: Bool
  var others: [EventCardContext]

  private static let otherCount = 3

  init(_ event: Event, in site: SitePages) {
    let publication = site.sources.publication
    let now = site.sources.asOf
    let rendered = site.body(of: event.source)
    self.event = EventCardContext(event, in: site)
    slug = event.slug
    address = event.address
    closes = event.closes.map { "\(site.wording.monthAndDay($0.day)) \($0.clock)" }
    calendar = EventCalendar.url(of: event)
    partners = event.partners
    isRunByMarketing = event.department == .marketing
    isRunByCustomerRelations = event.department == .customerRelations
    plate = event.cover.flatMap { site.picture($0) }
    body = site.optionalText(of: event.source)
    frame = site.frame(
      PageIdentity(
        url: event.url, title: event.title, description: event.summary ?? rendered.excerpt,
        picture: plate, subject: .event(event.id)))
    takesRegistrations = self.event.isOpen && frame.site.takesForms
    others = publication.upcomingEvents(at: now).filter { $0.id != event.id }
      .prefix(Self.otherCount).map { EventCardContext($0, in: site) }
  }

  static func outputs(of site: SitePages) -> [PageOutput] {
    site.sources.publication.events.map { event in
      site.output(
        .event, at: event.url, source: event.source.path, showsFigures: true,
        searched: SearchEntry(label: site.wording.eventLabel, day: event.start.day), with: \.event
      ) { EventPage($0.sources.publication.events[event.id], in: $0) }
    }
  }

  static let shape = page(
    .event,
    [
      .object("event", "The event itself.") { $0.event },
      .text("slug", "Its name in addresses: the form posts to `/events/<slug>/register`.") {
        $0.slug
      },
      .optionalText("address", "The street address.") { $0.address },
      .optionalText("closes", "When registration closes: 11月27日 18:00.") { $0.closes },
      .text("calendar", "Where it is as a file for calendars (iCalendar).") { $0.calendar },
      .texts("partners", "Partners, as they are printed.") { $0.partners },
      .flag("has_partners", "Whether there are any.") { !$0.partners.isEmpty },
      .flag("by_marketing", "Whether the marketing department 营销 runs it.") {
        $0.isRunByMarketing
      },
      .flag("by_customer_relations", "Whether customer relations 客关 runs it.") {
        $0.isRunByCustomerRelations
      },
      .optional("plate", "The lead picture.") { $0.plate },
      .optionalHTML("body", "The text about it.") { $0.body },
      .flag("takes_registrations", "Whether to show the form: open, and the store as well.") {
        $0.takesRegistrations
      },
      .list("others", "At most three other events to come.") { $0.others },
      .flag("has_others", "Whether there are any.") { !$0.others.isEmpty },
    ])
}
