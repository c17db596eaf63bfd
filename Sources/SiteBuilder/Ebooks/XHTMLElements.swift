/// What a book can have of HTML's elements and attributes (EPUB 3.3, 6.1: the XHTML syntax of HTML),
/// and where HTML lets one leave out an end tag (HTML, 13.1.2.4).
enum XHTMLElements {
  /// What has no place in a book, with all that is in it.
  static let useless: Set<String> = [
    "script", "style", "iframe", "form", "button", "object", "embed", "video", "audio", "canvas",
    "svg", "math", "noscript", "template", "select", "textarea", "dialog",
  ]
  static let void: Set<String> = ["br", "hr", "img", "input", "wbr", "col"]
  /// Void elements that are left out.
  static let uselessVoid: Set<String> = [
    "source", "link", "meta", "base", "area", "embed", "param", "track", "basefont", "bgsound",
    "frame", "keygen",
  ]

  /// By what name an element is written. One that is not here is left out, and its words stay:
  /// `<font>`, elements of somebody's own.
  static let written: [String: String] = {
    let own = [
      "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "caption",
      "cite", "code", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
      "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "i", "ins",
      "kbd", "li", "mark", "menu", "nav", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby",
      "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table",
      "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
    ]
    let older = [
      "acronym": "abbr", "center": "div", "dir": "ul", "strike": "s", "tt": "code",
    ]
    return Dictionary(uniqueKeysWithValues: own.map { ($0, $0) }).merging(older) { own, _ in own }
  }()

  /// Before these a paragraph ends that nobody has closed (HTML, 13.2.6.4.7).
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main",
    "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
  ]

  /// What a start tag ends, as far as it stands within the nearest of some others.
  typealias Ending = (ends: Set<String>, within: Set<String>)

  /// By the name in the start tag.
  static let ending: [String: Ending] = {
    let lists: Set = ["ul", "ol", "menu", "dir"]
    let parts: Set = ["thead", "tbody", "tfoot"]
    let before: Set = ["caption", "colgroup"]
    let definition: Ending = (["dt", "dd"], ["dl"])
    let reading: Ending = (["rt", "rp"], ["ruby"])
    let cell: Ending = (["td", "th"], ["tr", "table"])
    let part: Ending = (parts.union(before).union(["tr"]), ["table"])
    return [
      "li": (["li"], lists), "dt": definition, "dd": definition, "rt": reading, "rp": reading,
      "td": cell, "th": cell, "tr": (before.union(["tr"]), parts.union(["table"])),
      "thead": part, "tbody": part, "tfoot": part,
    ]
  }()

  /// Attributes that a book keeps on every element.
  private static let everywhere: Set<String> = ["id", "class", "title", "lang", "dir", "role"]
  /// And those of some elements alone.
  private static let own: [String: Set<String>] = [
    "a": ["href", "name"], "img": ["src", "alt", "width", "height"],
    "td": ["colspan", "rowspan", "headers"], "th": ["colspan", "rowspan", "headers", "scope"],
    "ol": ["start", "reversed", "type"], "li": ["value"], "time": ["datetime"],
    "input": ["type", "checked", "disabled"], "blockquote": ["cite"], "q": ["cite"],
    "del": ["cite", "datetime"], "ins": ["cite", "datetime"],
  ]

  /// Whether a book keeps an attribute of an element.
  static func keeps(_ attribute: String, on element: String) -> Bool {
    everywhere.contains(attribute) || attribute.hasPrefix("aria-")
      || own[element]?.contains(attribute) == true
  }
}
