import Theming

/// The two editions of a page, each from the other's point of view the same.
struct EditionsContext: TemplateContext {
  /// The page's URL in the Simplified edition.
  let url: String
  let baseURL: String?

  static let shape = Shape<EditionsContext>(
    "editions",
    [
      .text("simplified", "The page in Simplified characters, from the root of the site.") {
        $0.url
      },
      .text("traditional", "The page in Traditional characters.") {
        TraditionalEdition.prefix + $0.url
      },
      .optionalText("simplified_address", "The absolute address; absent without a base URL.") {
        page in page.baseURL.map { $0 + page.url }
      },
      .optionalText("traditional_address", "The absolute address; absent without a base URL.") {
        page in page.baseURL.map { $0 + TraditionalEdition.prefix + page.url }
      },
    ])
}
