internal import CMark
internal import Glibc

/// libcmark's own rendering, raw HTML included.
func renderPlain(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  source.withMemoryRebound(to: CChar.self) { text in
    guard
      let html = cmark_markdown_to_html(text.baseAddress, text.count, CMARK_OPT_UNSAFE)
    else { return [] }
    let length = strlen(html)
    let bytes = html.withMemoryRebound(to: UInt8.self, capacity: length) {
      [UInt8](UnsafeBufferPointer(start: $0, count: length))
    }
    free(html)
    return bytes
  }
}
