import Glibc
import Markdown
import Testing

/// The 652 examples of CommonMark 0.30, through our own path.
@Suite("CommonMark 0.30", .enabled(if: SpecExample.isThere, "\(SpecExample.path) is not here"))
struct CommonMarkSpecTests {
  @Test("652 of 652 with every extension off")
  func extensionsOff() {
    let renderer = MarkdownRenderer(options: .commonMark)
    let examples = SpecExample.all()
    #expect(examples.count == 652)
    for example in examples {
      let page = String(decoding: renderer.render(example.markdown).html, as: UTF8.self)
      #expect(page == example.html, "example \(example.number): \(example.markdown)")
    }
  }

  @Test("with every extension on, only what an extension is for is different")
  func extensionsOn() {
    let renderer = MarkdownRenderer()
    for example in SpecExample.all() {
      let page = String(decoding: renderer.render(example.markdown).html, as: UTF8.self)
      // Every heading has an id now, every link that shows its address a class; nothing else about
      // headings and autolinks may differ.
      let isSame = page.withoutHeadingIDs.withoutAddressClasses == example.html
      let isMeant =
        SpecExample.figures.contains(example.number)
        || SpecExample.bareAddresses.contains(example.number)
      #expect(isSame != isMeant, "example \(example.number): \(example.markdown)")
    }
  }
}

/// An example of the specification.
struct SpecExample {
  var number: Int
  var markdown: String
  var html: String

  /// An image alone in its paragraph becomes a figure.
  static let figures: Set<Int> = [
    516, 519, 530, 571, 572, 573, 574, 575, 576, 577, 579, 580, 581, 582, 583, 584, 585, 587, 588,
    590,
  ]
  /// A bare address becomes a link.
  static let bareAddresses: Set<Int> = [601, 605, 607, 610, 611]

  static let path = Fixture.root + "/../shared/data/commonmark-0.30.json"
  static let isThere = access(path, R_OK) == 0

  /// Reads the file, one member a line as it is published.
  static func all() -> [SpecExample] {
    var examples: [SpecExample] = []
    for line in (Fixture.read(path) ?? "").split(separator: "\n") {
      if line.hasPrefix("\"example\": ") {
        let number = line.dropFirst(11).prefix { $0.isNumber }
        examples.append(SpecExample(number: Int(number) ?? 0, markdown: "", html: ""))
      } else if line.hasPrefix("\"markdown\": ") {
        examples[examples.count - 1].markdown = unescaped(line.dropFirst(12))
      } else if line.hasPrefix("\"html\": ") {
        examples[examples.count - 1].html = unescaped(line.dropFirst(8))
      }
    }
    return examples
  }

  private static func unescaped(_ literal: Substring) -> String {
    var text = String.UnicodeScalarView()
    var scalars = literal.unicodeScalars.dropFirst().makeIterator()
    while let scalar = scalars.next(), scalar != "\"" {
      guard scalar == "\\", let escaped = scalars.next() else {
        text.append(scalar)
        continue
      }
      switch escaped {
      case "n": text.append("\n")
      case "t": text.append("\t")
      case "r": text.append("\r")
      case "u":
        let digits = String(String.UnicodeScalarView((0..<4).compactMap { _ in scalars.next() }))
        text.append(UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
      default: text.append(escaped)
      }
    }
    return String(text)
  }
}

extension String {
  /// `<a href="…" class="url">` made `<a href="…">`.
  fileprivate var withoutAddressClasses: String {
    split(separator: "\" class=\"url\">", omittingEmptySubsequences: false).joined(separator: "\">")
  }

  /// `<h2 id="…">` made `<h2>`.
  fileprivate var withoutHeadingIDs: String {
    var parts = split(separator: " id=\"", omittingEmptySubsequences: false)
    for index in parts.indices.dropFirst() {
      let before = parts[index - 1]
      guard let level = before.last, level.isNumber, before.dropLast().hasSuffix("<h"),
        let quote = parts[index].firstIndex(of: "\"")
      else {
        parts[index] = " id=\"" + parts[index]
        continue
      }
      parts[index] = parts[index][parts[index].index(after: quote)...]
    }
    return parts.joined()
  }
}
