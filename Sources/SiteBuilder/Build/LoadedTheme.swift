import Magazine
import Packing
import Theming

/// A theme ready for pages: templates compiled, assets named.
struct LoadedTheme {
  private(set) var diagnostics: [Diagnostic]
  /// Nil where anything is wrong in them.
  private(set) var templates: ThemeTemplates?
  /// Of every file of the theme.
  let digest: Digest64
  /// Its own words in both scripts, where the site has both.
  let words: [(simplified: String, traditional: String)]
  private var assets: ThemeAssets
  private let tokens: [ThemeToken]

  init(_ options: BuildOptions, _ publication: Publication) {
    let name = options.theme ?? publication.site.theme ?? BuildOptions.defaultTheme
    let theme = ThemeDirectory(
      name, in: options.themes, language: publication.site.language,
      hasTraditional: publication.site.traditional != nil)
    words = theme.words
    assets = ThemeAssets(theme.assets, root: options.themes)
    digest = theme.digest
    tokens = ThemeTokens(theme.sheets).tokens
    diagnostics = theme.diagnostics + assets.diagnostics
    guard !theme.templates.isEmpty || theme.diagnostics.isEmpty else { return }
    do {
      templates = try theme.compile(assets)
    } catch {
      diagnostics += theme.diagnostics(error)
    }
  }

  /// What writes the containers of the magazine; nil where anything is wrong in the templates.
  func containers(_ publication: Publication) -> ContainerWriter? {
    templates.map {
      ContainerWriter(
        templates: $0.containers, joinURL: publication.club == nil ? nil : "/join/")
    }
  }

  var files: [SiteFile] { assets.files }

  /// The issues' colours as a style sheet; nil where there are none.
  mutating func publishTints(_ publication: Publication) -> String? {
    let css = TintSheet.css(for: publication)
    return css.isEmpty ? nil : assets.publish("tints.css", css)
  }

  /// The script that searches, and the table that it needs; nil where the site has no search.
  mutating func publishSearch(_ publication: Publication) -> SearchAssets? {
    guard publication.site.hasSearch else { return nil }
    return SearchAssets(
      script: assets.publish("search.js", SearchAssets.bare(PackageResources.search_js)),
      folding: assets.publish("folding.txt", SearchFolding.pairs))
  }

  /// What the theme shows of itself; nil where it has no page for that.
  mutating func publishDesign() -> ThemeDesign? {
    guard templates?.design != nil else { return nil }
    return ThemeDesign(
      tokens: tokens, sheetURL: assets.publish("tokens.css", ThemeDesign.css(tokens)))
  }

  /// The script that lets the site be read without a network; nil where it is not to be.
  mutating func publishOffline(_ publication: Publication) -> String? {
    publication.site.isKeptOffline
      ? assets.publish("offline.js", SearchAssets.bare(PackageResources.offline_js)) : nil
  }

  /// The colours that stand for photographs; nil where there are none.
  mutating func publishTones(of plans: [PicturePlan]) -> String? {
    plans.contains { $0.tone != nil } ? assets.publish("tones.css", Tone.css) : nil
  }

  /// The seal for the browser's tab, and of a club for the home screens of its members' phones, which
  /// take no SVG.
  mutating func publishIcons(
    _ publication: Publication, _ thumbnailer: Thumbnailer?
  ) -> AppIcons {
    let mark = Setting.mark(of: publication.club?.magazine ?? publication.site.title)
    let seal = SealIcon.svg(mark: mark)
    var icons = AppIcons(drawing: assets.publish("icon.svg", seal))
    guard publication.club != nil, let thumbnailer else { return icons }
    for width in AppIcons.widths {
      icons.seals[width] = assets.publish("icon-\(width).png", drawn: seal, width, by: thumbnailer)
    }
    let ground = SealIcon.svg(mark: mark, fillsSquare: true)
    icons.maskable = assets.publish("icon-maskable.png", drawn: ground, 512, by: thumbnailer)
    icons.touch = assets.publish("icon-touch.png", drawn: ground, 180, by: thumbnailer)
    return icons
  }
}
