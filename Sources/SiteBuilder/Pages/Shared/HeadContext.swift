import Magazine
import Theming

/// What stands in a page's `<head>`, and what colours the page.
final class HeadContext: TemplateContext {
  let title: String
  let description: String?
  let language: String
  let canonical: String?
  let kind: String
  let image: String?
  let card: ShareCard?
  let imageAlternative: String?
  let isUnlisted: Bool
  let tint: String?
  let tintsURL: String?
  let tonesURL: String?
  let manifestURL: String?
  let offlineURL: String?
  let icons: AppIcons
  let feedURL: String?
  let feeds: [FeedContext]
  let editions: EditionsContext?
  private let page: PageIdentity
  private let linkedData: LinkedData?

  init(_ page: PageIdentity, in index: SiteIndex) {
    let sources = index.sources
    let site = sources.publication.site
    self.page = page
    linkedData = page.isUnlisted ? nil : index.linkedData
    title = page.title
    description = page.description ?? site.description
    language = site.language.rawValue
    canonical = sources.baseURL.map { $0 + page.url }
    kind = page.isArticle ? "article" : "website"
    // A page that is passed on without a picture of its own shows what the magazine has out.
    let picture = page.picture ?? index.currentCover
    card = picture?.card
    image = (picture?.card?.url ?? picture?.source).flatMap { picture in
      picture.hasPrefix("/") ? sources.baseURL.map { $0 + picture } : picture
    }
    imageAlternative = picture.flatMap { $0.alternative.isEmpty ? nil : $0.alternative }
    isUnlisted = page.isUnlisted
    tint = page.tint
    tintsURL = sources.tintsURL
    tonesURL = sources.tonesURL
    manifestURL = sources.offlineURL == nil ? nil : AppManifest.url
    offlineURL = sources.offlineURL
    icons = sources.icons
    feedURL = sources.feedURL
    feeds =
      page.feeds
      + (sources.feedURL == nil ? [] : FeedContext.formats(of: "/", title: site.title))
    editions =
      sources.edition != nil && page.isInBothEditions
      ? EditionsContext(url: page.url, baseURL: sources.baseURL) : nil
  }

  static let shape = Shape<HeadContext>(
    "head",
    [
      .text("title", "The page's own title; empty where the theme has a word for the page.") {
        $0.title
      },
      .flag("title_whole", "Whether each clause of the title fits into a line of a phone.") {
        Setting.hasShortClauses($0.title)
      },
      .optionalText("description", "One or two sentences for search engines.") { $0.description },
      .text("language", "For `lang`: `zh-Hans`, `zh-Hant` or `en`.") { $0.language },
      .optionalText("canonical", "The absolute address; absent without a base URL.") {
        $0.canonical
      },
      .text("kind", "For Open Graph: `article` or `website`.") { $0.kind },
      .optionalText("image", "The absolute address of the page's picture, or of the current cover.")
      { $0.image },
      .optionalText("image_alt", "What that picture shows, where anybody has said it.") {
        $0.image == nil ? nil : $0.imageAlternative
      },
      .optionalNumber("image_width", "Its width in pixels, where it is made for being passed on.") {
        $0.card.map { _ in ShareCard.width }
      },
      .optionalNumber("image_height", "Its height in pixels, likewise.") {
        $0.card.map { _ in ShareCard.height }
      },
      .flag("unlisted", "Whether search engines should leave the page out.") { $0.isUnlisted },
      .optionalText("tint", "The class that colours the page as its issue is coloured.") {
        $0.tint
      },
      .optionalText("tints_url", "The style sheet with the issues' colours.") { $0.tintsURL },
      .optionalText("tones_url", "The style sheet with the colours that stand for photographs.") {
        $0.tonesURL
      },
      .optionalText("manifest_url", "What a phone needs to put the site among its applications.") {
        $0.manifestURL
      },
      .optionalText(
        "offline_url", "The module that lets the site be read without a network; absent without."
      ) { $0.offlineURL },
      .optionalText("icon_url", "The seal for the browser's tab.") { $0.icons.drawing },
      .optionalText("touch_icon_url", "The seal for home screens, PNG, 180 pixels wide.") {
        $0.icons.touch
      },
      .optionalText("feed_url", "The Atom feed.") { $0.feedURL },
      .list("feeds", "What can be subscribed to here: the column, the site.") { $0.feeds },
      .optional("editions", "The page in both scripts, where the site has both.") { $0.editions },
      .optionalHTML(
        "linked_data",
        "What the page says about itself in JSON-LD, for a `script` of type `application/ld+json`."
      ) { head in
        head.linkedData?.markup(of: head.page, description: head.description, image: head.image)
      },
    ])
}

/// What makes a page this page: the source of its head.
struct PageIdentity: Sendable {
  var url: String
  var title = ""
  var description: String?
  /// Its picture.
  var picture: PictureContext?
  var tint: String?
  var isArticle = false
  var isUnlisted = false
  /// What can be subscribed to here, beside the whole site.
  var feeds: [FeedContext] = []
  /// Whether the Traditional edition has it too, where there is one.
  var isInBothEditions = true
  /// What it is about.
  var subject = LinkedSubject.page
}
