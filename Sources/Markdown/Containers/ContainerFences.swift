/// The opening line of a container.
struct ContainerOpening {
  /// Each level copies its content once more when it is written, so there is a limit.
  static let mostNesting = 32

  var name: String
  var argument: String
  /// Byte column of the argument, or of the fence where there is none.
  var argumentColumn: Int
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
    guard rest.isEmpty ? mayClose() : mayOpen(at: content.lowerBound) else {
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
      openContainers.append(ParagraphOpeners(opening, depth: scanner.containers.count))
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

  /// - Returns: false when the line closes what nests too deeply, and is text as its opening is.
  private mutating func mayClose() -> Bool {
    if tooDeepContainers > 0 {
      tooDeepContainers -= 1
      return false
    }
    _ = openContainers.popLast()
    return true
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
    var nameEnd = rest.lowerBound
    while nameEnd < rest.upperBound, blank(at: nameEnd) == 0 { nameEnd += 1 }
    let argument = withoutBlanks(nameEnd..<rest.upperBound)
    let place = place(of: start)
    return ContainerOpening(
      name: String(stripping: Bytes(rebasing: text[rest.lowerBound..<nameEnd])),
      argument: String(stripping: Bytes(rebasing: text[argument])),
      argumentColumn: argument.isEmpty
        ? place.column : self.place(of: argument.lowerBound).column,
      attributes: attributes, line: place.line, column: place.column)
  }

  /// Without blanks at either end, ideographic ones included.
  private func withoutBlanks(_ range: Range<Int>) -> Range<Int> {
    var range = trimmed(range)
    while !range.isEmpty, case let length = blank(at: range.lowerBound), length > 0 {
      range = range.lowerBound + length..<range.upperBound
    }
    while range.count >= 3, text.matches("\u{3000}", at: range.upperBound - 3) {
      range = trimmed(range.lowerBound..<range.upperBound - 3)
    }
    return range
  }

  /// How many bytes the blank at `index` takes, an ideographic one (U+3000) included; 0 where none
  /// stands.
  private func blank(at index: Int) -> Int {
    if text[index] == 0x20 || text[index] == 0x09 { return 1 }
    return text.matches("\u{3000}", at: index) ? 3 : 0
  }
}
