import Magazine
import Theming

/// What every page of the site shares: its names, menus and foot.
final class SiteContext: SharedContext {
  let fragments = Fragments()
  let title: String
  let description: String?
  let mark: String
  let isMarkSingle: Bool
  let isTitleLong: Bool
  let club: String?
  let motto: String?
  let menu: [LinkContext]
  let dock: [LinkContext]
  let footer: [String]
  let footerMenu: [LinkContext]
  let hasClub: Bool
  let hasRewards: Bool
  let takesForms: Bool
  let sendsCodes: Bool
  let contact: ContactContext?
  let isOnMyPage: Bool
  let searchURL: String?

  /// - Parameters:
  ///   - menus: the site's menus, made once.
  ///   - place: where the reader is.
  ///   - sources: what the site is made of.
  init(_ menus: SiteMenus, at place: PlaceInMenus, in sources: PageSources) {
    let publication = sources.publication
    title = publication.club?.magazine ?? publication.site.title
    description = publication.site.description
    mark = Setting.mark(of: title)
    isMarkSingle = mark.unicodeScalars.count == 1
    isTitleLong = Setting.width(of: title) > 5
    club = publication.club?.name
    motto = publication.club?.motto
    menu = zip(menus.main, place.main).map { $0.marked($1) }
    dock = zip(menus.dock, place.dock).map { $0.marked($1) }
    footer = publication.site.footer
    footerMenu = menus.foot
    hasClub = publication.club != nil
    hasRewards = !publication.rewards.isEmpty
    takesForms = publication.club != nil && sources.figures != nil
    sendsCodes = takesForms && sources.figures?.sendsCodes == true
    contact = publication.club.flatMap { ContactContext($0.contact) }
    isOnMyPage = place.isOnMyPage
    searchURL = sources.search == nil ? nil : SearchPage.url
  }

  static let shape = Shape<SiteContext>(
    "site",
    [
      .text("title", "The magazine's name: 檐声.") { $0.title },
      .optionalText("description", "One or two sentences about the site.") { $0.description },
      .text("mark", "What the seal shows: two Han characters of the name, or one letter.") {
        $0.mark
      },
      .flag("mark_single", "Whether the seal shows a single character.") { $0.isMarkSingle },
      .flag("title_long", "Whether the name needs smaller type in the masthead.") {
        $0.isTitleLong
      },
      .optionalText("club", "The club's name: 檐声会; absent without a club.") { $0.club },
      .optionalText("motto", "The club's motto.") { $0.motto },
      .list("menu", "The main menu.") { $0.menu },
      .flag("has_menu", "Whether there is a menu.") { !$0.menu.isEmpty },
      .list("dock", "At most four links for the foot of a phone's screen.") { $0.dock },
      .flag("has_dock", "Whether there are such links.") { !$0.dock.isEmpty },
      .texts("footer", "The paragraphs at the foot of every page.") { $0.footer },
      .flag("has_footer", "Whether there are such paragraphs.") { !$0.footer.isEmpty },
      .list("footer_menu", "The links at the foot of every page.") { $0.footerMenu },
      .flag("has_footer_menu", "Whether there are such links.") { !$0.footerMenu.isEmpty },
      .flag("has_club", "Whether there is a club to join.") { $0.hasClub },
      .flag("has_rewards", "Whether there is anything at `/rewards/`.") { $0.hasRewards },
      .flag("takes_forms", "Whether forms can be posted: a club, and an open store.") {
        $0.takesForms
      },
      .flag("sends_codes", "Whether codes are sent to phones or mailboxes, and forms ask for them.")
      {
        $0.sendsCodes
      },
      .optional("contact", "How members reach the club.") { $0.contact },
      .optionalText("search_url", "Where the site is searched, `?q=` behind it; absent without.") {
        $0.searchURL
      },
      .flag("on_my_page", "Whether this is the member's own page.") { $0.isOnMyPage },
    ])
}

/// Where a page stands in the site's menus: all that the menus of two pages differ in.
struct PlaceInMenus: Hashable {
  /// Which links of the main menu lead to the page, or to one above it.
  let main: [Bool]
  let dock: [Bool]
  let isOnMyPage: Bool

  init(of url: String, in menus: SiteMenus) {
    main = menus.main.map { $0.leads(to: url) }
    dock = menus.dock.map { $0.leads(to: url) }
    isOnMyPage = url == "/me/"
  }
}

extension LinkContext {
  /// Whether the page at `url` is the link's own or lies under it.
  fileprivate func leads(to url: String) -> Bool {
    self.url == url || (self.url != "/" && url.hasPrefix(self.url))
  }

  fileprivate func marked(_ isCurrent: Bool) -> LinkContext {
    var link = self
    link.isCurrent = isCurrent
    return link
  }
}

/// How members reach the club.
struct ContactContext: TemplateContext {
  var phone: String?
  var email: String?
  var address: String?
  var hours: String?

  /// Nil where the club says nothing of it.
  init?(_ contact: ClubSettings.Contact) {
    phone = contact.phone
    email = contact.email
    address = contact.address
    hours = contact.hours
    if phone == nil, email == nil, address == nil, hours == nil { return nil }
  }

  static let shape = Shape<ContactContext>(
    "contact",
    [
      .optionalText("phone", "The telephone number, as it is printed.") { $0.phone },
      .optionalText("email", "The e-mail address.") { $0.email },
      .optionalText("address", "The street address.") { $0.address },
      .optionalText("hours", "The hours, in words.") { $0.hours },
    ])
}
