/// The seal as pictures, by their URLs.
struct AppIcons: Sendable {
  /// SVG, for the browser's tab.
  var drawing: String?
  /// PNG, by width in pixels; empty where nothing makes them.
  var seals: [Int: String] = [:]
  /// PNG for phones that cut a shape of their own out of it.
  var maskable: String?
  /// PNG for the home screens of iOS.
  var touch: String?

  /// The widths that browsers ask of an application.
  static let widths = [192, 512]
}
