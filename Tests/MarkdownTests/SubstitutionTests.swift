import Testing

@testable import Markdown

/// The specification's examples with Han, Korean or a noncharacter in the place of their letters:
/// every combination of marks that the specification knows, beside the characters that it forgot.
@Suite(
  "CommonMark's examples with other letters",
  .enabled(if: SpecExample.isThere, "\(SpecExample.path) is not here"))
struct SubstitutionTests {
  private static let letters = ["檐", "「檐」", "한", "か", "𠮷", "檐\u{FE00}", "，", "a檐"]

  @Test("pages are text, hold no sentinel and close what they open", arguments: letters)
  func substituted(_ letter: String) {
    let editor = MarkdownRenderer()
    let plain = MarkdownRenderer(options: MarkdownOptions(rawHTML: .removed))
    for example in SpecExample.all() {
      let source = substitute(letter, in: example.markdown)
      let page = editor.render(source).html
      #expect(String(validating: page, as: UTF8.self) != nil, "example \(example.number)")
      #expect(!holdsSentinel(page), "example \(example.number): \(source)")
      #expect(isBalanced(plain.render(source).html), "example \(example.number): \(source)")
    }
  }

  /// Letters become `letter` where they are words of the text: not beside what makes them a tag, a
  /// reference or an address.
  private func substitute(_ letter: String, in text: String) -> String {
    var substituted = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !substituted.isEmpty { substituted += " " }
      let isPlain = !word.contains { "<>&:=/".contains($0) }
      for character in word {
        let isLetter = character.isASCII && character.isLetter
        substituted += isPlain && isLetter ? letter : String(character)
      }
    }
    return substituted
  }

  private func holdsSentinel(_ page: [UInt8]) -> Bool {
    page.withUnsafeBufferPointer { page in
      page.indices.contains { Sentinel.third(page, at: $0) != nil }
    }
  }

  private func isBalanced(_ page: [UInt8]) -> Bool {
    page.withUnsafeBufferPointer { page in
      var open: [String] = []
      var tokens = HTMLTokens(page)
      while let token = tokens.next() {
        switch token {
        case .text: break
        case .open(let tag):
          if !AllowList.void.contains(tag.name), tag.name != "input" { open.append(tag.name) }
        case .close(let name):
          if open.popLast() != name { return false }
        }
      }
      return open.isEmpty
    }
  }
}
