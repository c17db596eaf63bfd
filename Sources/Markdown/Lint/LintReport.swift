/// Collects what the rules find, and keeps their repairs only where they are safe.
struct LintReport {
  let text: Bytes
  let options: LintOptions
  private var drafts: [Draft] = []
  private var directives: [LintDirective] = []

  /// A finding before its line is known.
  private struct Draft {
    var code: LintCode
    var range: Range<Int>
    var message: String
    var remedy: String
    var edits: [LintEdit]
  }

  init(_ text: Bytes, options: LintOptions) {
    self.text = text
    self.options = options
  }

  /// Applies every rule.
  mutating func check(_ reader: PassageReader) {
    directives = reader.directives
    for passage in reader.passages {
      HalfwidthPunctuation.check(passage, &self)
      HalfwidthParentheses.check(passage, &self)
      FullwidthLatin.check(passage, &self)
      Ellipsis.check(passage, &self)
      Dash.check(passage, &self)
      StraightQuotes.check(passage, &self)
      DoubledPunctuation.check(passage, &self)
      SpaceBesidePunctuation.check(passage, &self)
      SpaceBetweenHanAndLatin.check(passage, &self)
      TypedIndent.check(passage, isInterview: reader.hasInterviews, &self)
      UnreadHeading.check(passage, &self)
      UnreadList.check(passage, &self)
      for link in passage.unreadLinks {
        add(.unreadLink, at: link.range, link.message, remedy: link.remedy)
      }
    }
    for html in reader.blocked {
      add(.blockedHTML, at: html.range, html.message, remedy: html.remedy)
    }
    ControlCharacters.check(text, &self)
    MixedQuotes.check(reader.passages, &self)
    SkippedHeading.check(reader.passages, &self)
    UnknownCode.check(directives, &self)
  }

  /// Notes a finding about some characters of a passage.
  ///
  /// - Parameters:
  ///   - code: the rule.
  ///   - passage: where they stand.
  ///   - atoms: the characters that are wrong.
  ///   - message: what is wrong.
  ///   - remedy: what to do about it.
  ///   - replacements: what to put in the place of which; empty where that is not certain.
  mutating func add(
    _ code: LintCode, _ passage: Passage, _ atoms: Range<Int>, _ message: String,
    remedy: String, _ replacements: [(atoms: Range<Int>, text: String)] = []
  ) {
    guard options.codes.contains(code) else { return }
    // What may not be changed is somebody else's writing: an address, a label, code.
    guard passage.atoms[atoms].contains(where: \.isText) else { return }
    var edits: [LintEdit] = []
    for (atoms, replacement) in replacements {
      let edit = LintEdit(range: passage.range(atoms), bytes: Array(replacement.utf8))
      guard passage.atoms[atoms].allSatisfy(\.isText), isSafe(edit, in: passage),
        !passage.opensContainer(at: atoms.lowerBound, with: edit.bytes)
      else {
        edits = []
        break
      }
      edits.append(edit)
    }
    drafts.append(
      Draft(
        code: code, range: passage.range(atoms), message: message, remedy: remedy, edits: edits))
  }

  /// Notes a finding about some bytes.
  mutating func add(_ code: LintCode, at range: Range<Int>, _ message: String, remedy: String) {
    guard options.codes.contains(code) else { return }
    drafts.append(Draft(code: code, range: range, message: message, remedy: remedy, edits: []))
  }

  private func isSafe(_ edit: LintEdit, in passage: Passage) -> Bool {
    guard Flanking.isKept(by: edit, in: text, from: passage.start) else { return false }
    guard passage.level > 0, !passage.hasChosenID else { return true }
    // The id of a heading is made of its letters, digits, hyphens and spaces.
    let new = edit.bytes
    return isMute(Bytes(rebasing: text[edit.range]))
      && new.withUnsafeBufferPointer { isMute($0) }
  }

  /// Whether no character of a piece has a part in an id.
  private func isMute(_ piece: Bytes) -> Bool {
    var index = 0
    while index < piece.count {
      let scalar = piece.scalar(at: index)
      guard CharacterClass.isPunctuation(scalar), scalar != 0x2D, scalar != 0x5F else {
        return false
      }
      index += piece.scalarLength(at: index)
    }
    return !piece.isEmpty
  }

  /// What was found and is not switched off, in the order of the text.
  func findings(offset: Int, firstLine: Int) -> [LintFinding] {
    var places = LintPlaces(text)
    var switches = LintSwitches(directives) { places.lineWithWords(after: $0) }
    let sorted = drafts.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    return Self.onceEach(
      sorted.compactMap { _, draft -> LintFinding? in
        let place = places.place(of: draft.range.lowerBound)
        guard !switches.isOff(draft.code, at: draft.range.lowerBound, line: place.line) else {
          return nil
        }
        return LintFinding(
          code: draft.code, range: draft.range.moved(by: offset), line: place.line + firstLine - 1,
          column: place.column, message: draft.message, remedy: draft.remedy,
          edits: draft.edits.map { LintEdit(range: $0.range.moved(by: offset), bytes: $0.bytes) })
      })
  }

  /// Raw HTML from elsewhere has the same in every line: then it is told where it stands first, and how
  /// often.
  private static func onceEach(_ findings: [LintFinding]) -> [LintFinding] {
    var counts: [String: Int] = [:]
    for found in findings where found.code == .blockedHTML {
      counts[found.message, default: 0] += 1
    }
    if counts.isEmpty { return findings }
    return findings.compactMap { found in
      guard found.code == .blockedHTML, let count = counts.removeValue(forKey: found.message)
      else { return found.code == .blockedHTML ? nil : found }
      var found = found
      if count > 1 { found.message += "; this text has it \(count) times, here first" }
      return found
    }
  }
}

extension Range<Int> {
  fileprivate func moved(by offset: Int) -> Range<Int> {
    lowerBound + offset..<upperBound + offset
  }
}

/// Lines and columns of places that are asked for in the order of the text, in one walk over it.
struct LintPlaces {
  private let text: Bytes
  private var starts: [Int] = [0]
  private var line = 0
  private var counted = 0
  private var column = 1

  init(_ text: Bytes) {
    self.text = text
    var index = text.index(from: 0, ofByte: 0x0A)
    while index < text.count {
      starts.append(index + 1)
      index = text.index(from: index + 1, ofByte: 0x0A)
    }
  }

  /// Line and column, both from 1.
  mutating func place(of offset: Int) -> (line: Int, column: Int) {
    while line + 1 < starts.count, starts[line + 1] <= offset {
      line += 1
      counted = starts[line]
      column = 1
    }
    while counted < offset {
      if text[counted] & 0xC0 != 0x80 { column += 1 }
      counted += 1
    }
    return (line + 1, column)
  }

  /// The first line, from 1, behind the one at a place on which anything stands.
  func lineWithWords(after offset: Int) -> Int {
    var index = text.index(from: offset, ofByte: 0x0A)
    while index < text.count, [0x0A, 0x0D, 0x20, 0x09].contains(text[index]) { index += 1 }
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return low + 1
  }
}
