import Magazine
import Markdown

extension MarkdownOptions {
  /// How the texts of a site are rendered, as its settings say.
  init(_ site: SiteSettings) {
    let labels: MarkdownLabels =
      switch site.language {
      case .simplifiedChinese: .simplified
      case .traditionalChinese: .traditional
      case .english: .english
      }
    let rawHTML: RawHTMLPolicy =
      switch site.markdown.rawHTML {
      case .kept: .kept
      case .sanitized: .sanitized
      case .removed: .removed
      }
    var extensions = MarkdownExtensions.all
    for (name, value) in MarkdownExtensions.names where site.markdown.disabled.contains(name) {
      extensions.subtract(value)
    }
    self.init(extensions: extensions, rawHTML: rawHTML, labels: labels, keepsPlainText: false)
  }

  /// The same for a text that a member sent in, who is not trusted with the page.
  var forContribution: MarkdownOptions {
    var options = self
    options.extensions.formIntersection(MarkdownOptions.contribution.extensions)
    options.rawHTML = rawHTML == .removed ? .removed : .sanitized
    options.isContribution = true
    options.idPrefix = MarkdownOptions.contribution.idPrefix
    return options
  }
}

extension LintOptions {
  /// How the texts of a site are checked, as its settings say.
  init(_ site: SiteSettings) {
    var codes = Set(LintCode.allCases.filter { !site.typography.disabled.contains($0.rawValue) })
    // What is not kept is told as such.
    if site.markdown.rawHTML != .kept { codes.remove(.blockedHTML) }
    self.init(
      codes: codes,
      quotes: site.language == .traditionalChinese ? .corner : .curved)
  }
}
