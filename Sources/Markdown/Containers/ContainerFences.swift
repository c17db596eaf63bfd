/// The opening line of a container.
struct ContainerOpening {
  /// Each level copies its content once more when it is written, so there is a limit.
  static let mostNesting = 32

  var name: String
  var argument: String
  var attributes: AttributeList
  /// Where it stands in the source, from 1.
  var line: Int
  var column: Int
}

extension BlockRewriter {
  /// Makes `:::name …` and `:::` marks on lines of their own.
  mutating func rewriteContainer(_ content: Range<Int>) -> Bool {
    guard extensions.contains(.containers), let inside = colons(content) else { return false }
    let rest = trimmed(inside..<content.upperBound)
    guard rest.isEmpty ? countClosing() : mayOpen(at: content.lowerBound) else {
      return false
    }
    endText()
    scanner.closeUnmatched()
    writeLead()
    if rest.isEmpty {
      writeMark(Sentinel.close)
    } else {
      writeMark(Sentinel.open, index: findings.containers.count)
      let opening = opening(rest, at: content.lowerBound)
      openContainers.append(ParagraphOpeners(opening))
      findings.containers.append(opening)
    }
    scanner.touch()
    return true
  }

  /// - Returns: false when containers nest too deeply, and the line is text.
  private mutating func mayOpen(at start: Int) -> Bool {
    if openContainers.count < ContainerOpening.mostNesting { return true }
    if tooDeepContainers == 0 {
      let place = place(of: start)
      findings.diagnostics.append(
        MarkdownDiagnostic(
          severity: .error, line: place.line, column: place.column,
          message: "containers nest more than \(ContainerOpening.mostNesting) deep",
          remedy: "close the outer ones with ::: first"))
    }
    tooDeepContainers += 1
    return false
  }

  /// - Returns: false when nothing is open that the line could close, and it is text.
  private mutating func countClosing() -> Bool {
    if tooDeepContainers > 0 {
      tooDeepContainers -= 1
      return false
    }
    return openContainers.popLast() != nil
  }

  /// Where three or more colons, half-width or full-width, end.
  private func colons(_ content: Range<Int>) -> Int? {
    var index = content.lowerBound
    var count = 0
    while index < content.upperBound {
      if text[index] == UInt8(ascii: ":") {
        index += 1
      } else if text.matches("：", at: index) {
        index += 3
      } else {
        break
      }
      count += 1
    }
    return count >= 3 ? index : nil
  }

  /// Reads `name argument {#id .class key=value}`.
  private func opening(_ rest: Range<Int>, at start: Int) -> ContainerOpening {
    var rest = rest
    var attributes = AttributeList()
    if text[rest.upperBound - 1] == UInt8(ascii: "}"),
      let brace = text[rest].lastIndex(of: UInt8(ascii: "{")),
      let list = AttributeList(text, brace..<rest.upperBound)
    {
      attributes = list
      rest = trimmed(rest.lowerBound..<brace)
    }
    let nameEnd =
      text[rest].firstIndex { $0 == 0x20 || $0 == 0x09 } ?? rest.upperBound
    let place = place(of: start)
    return ContainerOpening(
      name: String(stripping: Bytes(rebasing: text[rest.lowerBound..<nameEnd])),
      argument: String(
        stripping: Bytes(rebasing: text[trimmed(nameEnd..<rest.upperBound)])),
      attributes: attributes, line: place.line, column: place.column)
  }
}
