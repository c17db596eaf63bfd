internal import CMark
internal import Glibc

// What libFuzzer calls with every input. `Tests/Fuzz/run` builds this file with all of
// Sources/Markdown as one module, so that each branch of the layer is seen by the fuzzer.

private let editor = MarkdownRenderer()
private let contribution = MarkdownRenderer(options: .contribution)
private let plain = MarkdownRenderer(options: MarkdownOptions(rawHTML: .removed))
private let commonMark = MarkdownRenderer(options: .commonMark)

/// Renders an input in every way and stops where something is wrong with the page.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = UnsafeBufferPointer(start: data, count: count)
  for renderer in [editor, contribution, plain, commonMark] {
    let page = renderer.render(source, resolver: FuzzLinks())
    check(page, of: source, isSanitized: renderer.options.rawHTML == .sanitized)
    if renderer.options.rawHTML == .kept { continue }
    require(
      isBalanced(page.html), "tags do not match: \(String(decoding: page.html, as: UTF8.self))")
  }
  let (page, again) = (
    editor.render(source, resolver: FuzzLinks()), editor.render(source, resolver: FuzzLinks())
  )
  require(
    page.html == again.html && page.diagnostics == again.diagnostics,
    "a second rendering is different")
  compareWithLibcmark(source)
  return 0
}

/// Whatever the input: text is UTF-8, and none of the layer's sentinels is left in it.
private func check(
  _ page: RenderedMarkdown, of source: UnsafeBufferPointer<UInt8>, isSanitized: Bool
) {
  var theirs = sentinels(source)
  // The sanitizer undoes references in values, an author's to these code points among them.
  if isSanitized, source.indices.contains(where: { source.matches("&#", at: $0) }) {
    theirs = Set(Sentinel.thirds)
  }
  for text in [
    page.html, page.plainTextBytes, Array(page.excerpt.utf8), Array((page.title ?? "").utf8),
  ] {
    require(String(validating: text, as: UTF8.self) != nil, "the page is not UTF-8")
    let ours = text.withUnsafeBufferPointer { sentinels($0) }
    require(ours.isSubset(of: theirs), "a sentinel escaped")
  }
  require(page.hanCount >= 0 && page.minutes >= 1, "the counts are wrong")
  let lines = source.count { $0 == 0x0A || $0 == 0x0D } + 1
  for diagnostic in page.diagnostics {
    require(
      (1...lines).contains(diagnostic.line) && diagnostic.column >= 1,
      "a diagnostic stands nowhere: \(diagnostic)")
  }
}

/// Whether every tag is closed, and by its own end tag.
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

/// Without extensions the page is libcmark's own, byte for byte, unless the input is repaired or
/// cut back first.
private func compareWithLibcmark(_ source: UnsafeBufferPointer<UInt8>) {
  guard String(validating: source, as: UTF8.self) != nil, sentinels(source).isEmpty else { return }
  let page = commonMark.render(source, resolver: FuzzLinks())
  guard page.diagnostics.isEmpty, !holdsReservedReference(source) else { return }
  let expected = source.withMemoryRebound(to: CChar.self) {
    cmark_markdown_to_html($0.baseAddress, $0.count, CMARK_OPT_UNSAFE)
  }
  guard let expected else { return }
  defer { free(expected) }
  let theirs = UnsafeRawBufferPointer(start: expected, count: strlen(expected))
  let isSame = theirs.elementsEqual(page.html)
  require(
    isSame,
    "libcmark writes \(String(cString: expected))\nwe write \(String(decoding: page.html, as: UTF8.self))"
  )
}

/// The third bytes of U+FDD0…U+FDEF in a text.
private func sentinels(_ text: UnsafeBufferPointer<UInt8>) -> Set<UInt8> {
  var found: Set<UInt8> = []
  for index in text.indices.dropLast(2) where text[index] == 0xEF && text[index + 1] == 0xB7 {
    if (0x90...0xAF).contains(text[index + 2]) { found.insert(text[index + 2]) }
  }
  return found
}

/// Whether `&#…;` stands for one of our sentinels; it then stays as it is written.
private func holdsReservedReference(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  text.indices.contains {
    text.matches("&#", at: $0)
      && Sentinel.reference(text, at: $0 + 2).map(Sentinel.isReserved) ?? false
  }
}

private func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}

/// Answers everything that a resolver can answer, by the destination's length.
private struct FuzzLinks: LinkResolver {
  func link(_ destination: String) -> LinkResolution {
    destination.utf8.count % 5 == 4
      ? .broken(reason: "nothing is there", remedy: "mend it") : .url(destination)
  }

  func image(_ destination: String) -> ImageResolution {
    switch destination.utf8.count % 5 {
    case 3: .broken(reason: "nothing is there", remedy: "mend it")
    case 2: .image(url: destination, width: 12, height: 7)
    default: .image(url: destination, width: nil, height: nil)
    }
  }
}
