import Theming

/// A picture from the content folder.
struct PictureContext: TemplateContext {
  var source: String
  var alternative: String
  var width: Int?
  var height: Int?
  var caption: String?
  var credit: String?
  var sourceSet: String?
  var tone: String?
  /// What a page with this picture is known by elsewhere, where that is not the picture itself.
  var card: ShareCard?

  static let shape = Shape<PictureContext>(
    "picture",
    [
      .text("src", "The picture's URL.") { $0.source },
      .text("alt", "What it shows, for those who cannot see it; may be empty.") { $0.alternative },
      .optionalNumber("width", "Its width in pixels, where the file says it.") { $0.width },
      .optionalNumber("height", "Its height in pixels, where the file says it.") { $0.height },
      .optionalText("caption", "The line under it.") { $0.caption },
      .optionalText("credit", "Who made it.") { $0.credit },
      .optionalText("srcset", "The picture as WebP in several widths, for `<source>`.") {
        $0.sourceSet
      },
      .optionalText("tone", "The class of the colour that stands for it until it has come.") {
        $0.tone
      },
    ])
}
