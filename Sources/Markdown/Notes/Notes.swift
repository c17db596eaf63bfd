/// The notes of a document while it is written: which were defined, which were referred to.
struct NoteBook {
  /// Where the words of each note stand in the tree, in the order of their definitions.
  var items: [CommonMarkTree.Node?]
  /// The notes in the order of their first reference.
  private(set) var order: [Int] = []
  private let labels: [String: Int]
  private var numbers: [Int: Int] = [:]
  private var references: [Int]

  init(_ definitions: [NoteDefinition]) {
    items = Array(repeating: nil, count: definitions.count)
    references = Array(repeating: 0, count: definitions.count)
    // The first of several definitions counts, as with link references.
    labels = Dictionary(
      definitions.enumerated().map { ($1.label.lowercased(), $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// The range of a note's mark that begins at `index`.
  static func mark(_ text: Bytes, at index: Int) -> Range<Int>? {
    guard index + 5 < text.count, text[index] == UInt8(ascii: "["),
      text[index + 1] == UInt8(ascii: "^"),
      Sentinel.third(text, at: index + 2) == Sentinel.note,
      let end = NoteLabel.end(text, at: index + 5)
    else { return nil }
    return index..<end + 1
  }

  /// The note that a mark refers to.
  func index(of text: Bytes, _ mark: Range<Int>) -> Int? {
    labels[NoteBook.label(text, mark).lowercased()]
  }

  static func label(_ text: Bytes, _ mark: Range<Int>) -> String {
    String(stripping: Bytes(rebasing: text[mark.lowerBound + 5..<mark.upperBound - 1]))
  }

  /// Counts a reference.
  ///
  /// - Returns: the note's number on the page, and which of its references this is.
  mutating func refer(to index: Int) -> (number: Int, reference: Int) {
    references[index] += 1
    if let number = numbers[index] { return (number, references[index]) }
    order.append(index)
    numbers[index] = order.count
    return (order.count, 1)
  }

  /// How often a note is referred to.
  func references(to index: Int) -> Int { references[index] }

  /// A note's number; nil while nothing refers to it.
  func number(of index: Int) -> Int? { numbers[index] }
}

extension TreeRenderer {
  /// The note that an item of a list stands for.
  func noteIndex(of item: Node) -> Int? {
    guard !findings.notes.isEmpty, let mark = BlockMark(in: item),
      mark.third == Sentinel.noteItem, mark.index < findings.notes.count
    else { return nil }
    return mark.index
  }

  /// Keeps the notes of a list for later.
  ///
  /// - Returns: whether the list has nothing else.
  mutating func collectNotes(_ list: Node) -> Bool {
    guard let first = list.firstChild, noteIndex(of: first) != nil else { return false }
    var hasOthers = false
    var item: Node? = first
    while let current = item {
      if let index = noteIndex(of: current) {
        notes.items[index] = current
      } else {
        hasOthers = true
      }
      item = current.next
    }
    return !hasOthers
  }

  /// Writes the mark `[^label]`.
  ///
  /// - Returns: false when no such note is defined and the mark stays as it is.
  mutating func writeReference(_ mark: Bytes) -> Bool {
    guard let index = notes.index(of: mark, 0..<mark.count) else {
      let label = NoteBook.label(mark, 0..<mark.count)
      report(
        .warning, at: places.place(of: "[^\(label)]", in: nil),
        "the note [^\(label)] has no words", "add a line [^\(label)]: … , or write \\[^\(label)]")
      return false
    }
    let (number, reference) = notes.refer(to: index)
    html.append("<sup class=\"fn\"><a id=\"")
    writeReferenceID(number, reference)
    html.append("\" href=\"#")
    html.append(escaped: options.idPrefix)
    html.append("n")
    html.append(decimal: number)
    html.append("\" aria-label=\"")
    html.append(escaped: options.labels.note)
    html.append(0x20)
    html.append(decimal: number)
    html.append("\">")
    html.append(decimal: number)
    html.append("</a></sup>")
    return true
  }

  private mutating func writeReferenceID(_ number: Int, _ reference: Int) {
    html.append(escaped: options.idPrefix)
    html.append("r")
    html.append(decimal: number)
    if reference > 1 {
      html.append("-")
      html.append(decimal: reference)
    }
  }

  /// Writes the notes below the text.
  mutating func writeNotes() {
    defer { reportUnused() }
    guard !notes.order.isEmpty else { return }
    let id = headings.id(for: [], chosen: options.idPrefix + "notes", prefix: "")
    result.anchors.append(id)
    freshLine()
    html.append("<section class=\"notes\" aria-labelledby=\"")
    html.append(escaped: id)
    html.append("\">\n<h2 id=\"")
    html.append(escaped: id)
    html.append("\">")
    html.append(escaped: options.labels.notes)
    html.append("</h2>\n<ol>\n")
    // A note may refer to another: the order grows while the notes are written.
    var position = 0
    while position < notes.order.count {
      position += 1
      result.anchors.append("\(options.idPrefix)n\(position)")
      html.append("<li id=\"")
      html.append(escaped: options.idPrefix)
      html.append("n")
      html.append(decimal: position)
      html.append("\">")
      writeBody(of: notes.order[position - 1], number: position)
      html.append("</li>\n")
    }
    html.append("</ol>\n</section>\n")
    result.noteCount = notes.order.count
  }

  private mutating func writeBody(of index: Int, number: Int) {
    guard let item = notes.items[index] else { return }
    note = (item, number)
    var hasParagraphEnd = false
    var child = item.firstChild?.next
    while let current = child {
      walk(current)
      if current.next == nil { hasParagraphEnd = current.kind == .paragraph }
      child = current.next
    }
    closeContainers(in: item)
    note = nil
    if hasParagraphEnd { return }
    html.append("<p>")
    writeBackLinks(number: number)
    html.append("</p>\n")
  }

  /// Writes the ways back at the end of a note's last paragraph.
  mutating func writeBackLinks(after paragraph: Node) {
    guard let note, paragraph.parent == note.item, paragraph.next == nil else { return }
    writeBackLinks(number: note.number)
  }

  private mutating func writeBackLinks(number: Int) {
    let count = notes.references(to: notes.order[number - 1])
    for reference in 1...max(1, count) {
      html.append("<a href=\"#")
      writeReferenceID(number, reference)
      html.append("\" aria-label=\"")
      html.append(escaped: options.labels.backBefore)
      html.append(0x20)
      html.append(decimal: number)
      if reference > 1 {
        html.append("-")
        html.append(decimal: reference)
      }
      if !options.labels.backAfter.isEmpty {
        html.append(0x20)
        html.append(escaped: options.labels.backAfter)
      }
      html.append("\">↩</a>")
    }
  }

  /// Warns of notes that no mark refers to; they are not written.
  private mutating func reportUnused() {
    for (index, definition) in findings.notes.enumerated() where notes.number(of: index) == nil {
      report(
        .warning, at: (definition.line, definition.column),
        "no [^\(definition.label)] in the text refers to this note, so it is left out",
        "put [^\(definition.label)] where the note belongs, or take the note away")
    }
  }
}
