import Magazine

/// A text among others on one page: its ids begin with a mark of its own, for two articles have a note 1;
/// its links lead to the articles beside it, and out of the page to the site's own address.
struct PrintedText {
  private let mark: String
  private let marks: [String: Int]
  private let base: String

  /// - Parameters:
  ///   - mark: what its ids begin with.
  ///   - marks: the places of the articles on the page, by URL.
  ///   - site: what the page is made of.
  init(mark: String, marks: [String: Int], in site: SitePages) {
    self.init(mark: mark, marks: marks, base: site.sources.baseURL ?? "")
  }

  init(mark: String, marks: [String: Int], base: String) {
    self.mark = mark
    self.marks = marks
    self.base = base
  }

  /// The text as it stands on the page.
  func converted(_ html: [UInt8]) -> [UInt8] {
    html.withUnsafeBufferPointer { page in
      var output: [UInt8] = []
      output.reserveCapacity(html.count + html.count / 16)
      var copied = 0
      var place = 0
      while let open = page.place(of: UInt8(ascii: "<"), from: place) {
        place = open + 1
        guard page.beginsName(at: place) else { continue }
        let traits = TagName(page, from: place).traits
        guard let tag = TagReader(page, after: place) else { break }
        place = tag.end
        for attribute in tag.attributes {
          guard let other = changed(attribute, in: page, isLink: traits.contains(.link)) else {
            continue
          }
          output += page[copied..<attribute.value.lowerBound]
          output += other
          copied = attribute.value.upperBound
        }
      }
      output += page[copied...]
      return output
    }
  }

  private typealias Part = Slice<UnsafeBufferPointer<UInt8>>

  private func changed(
    _ attribute: TagReader.Attribute, in page: TagReader.Bytes, isLink: Bool
  ) -> [UInt8]? {
    let value = page[attribute.value]
    if attribute.kind == .href {
      return isLink ? link(String(decoding: value, as: UTF8.self)) : nil
    }
    guard attribute.kind == .other else { return nil }
    let name = attribute.name
    if page.names("id", name) { return Array("\(mark)-".utf8) + value }
    if page.names("aria-labelledby", name) {
      // Two articles have notes: who hears the page is told whose.
      return Array("\(mark)-title ".utf8) + marked(value)
    }
    if page.names("aria-describedby", name) || page.names("for", name)
      || page.names("headers", name)
    {
      return marked(value)
    }
    return page.names("loading", name) ? Array("eager".utf8) : nil
  }

  private func marked(_ names: Part) -> [UInt8] {
    let marked = names.split(separator: 0x20).map { Array("\(mark)-".utf8) + $0 }
    return Array(marked.joined(separator: [0x20]))
  }

  private func link(_ address: String) -> [UInt8]? {
    if address.hasPrefix("#") { return Array("#\(mark)-\(address.dropFirst())".utf8) }
    guard address.hasPrefix("/"), !address.hasPrefix("//") else { return nil }
    let end = address.firstIndex { $0 == "#" || $0 == "?" } ?? address.endIndex
    if let place = marks[String(address[..<end])] {
      let fragment = address[end...]
      return Array(
        (fragment.hasPrefix("#") ? "#a\(place)-\(fragment.dropFirst())" : "#a\(place)").utf8)
    }
    // Paper names the addresses of links, but for those of the site's own pages.
    return base.isEmpty ? nil : Array((base + address + "\" data-own=\"").utf8)
  }
}
