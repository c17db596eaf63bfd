/// What a link in the content leads to.
public enum LinkTarget: Sendable, Hashable {
  /// A page of the site: its URL ready for an `href`, without a fragment; the content file it is
  /// made of (nil for pages that are made from no single file, such as `/issues/`); the fragment
  /// after `#`, percent-decoded, to be checked against the ids of that page.
  case page(url: String, path: String?, fragment: String?)
  /// A file that is published as it is: its path from the content folder, and what followed it in
  /// the link, `#` or `?` included; empty as a rule.
  case asset(path: String, suffix: String)
  /// Something outside the site, unchanged: `https://…`, `mailto:…`, `tel:…`.
  case external(String)
  /// Nothing: why, and what to write instead, each in one sentence without a full stop.
  case broken(reason: String, remedy: String)
}
