/// What a PDF of Chromium's says of its pages: how many there are, on which each place lies that a link
/// leads to, whether it is tagged.
///
/// Chromium writes every object but its streams as plain text, so that these few are found without
/// reading the format as a whole (ISO 32000-2, 7.7.3 page tree, 12.3.2.4 named destinations).
struct PDFPages {
  /// The page, from 1, of each named place.
  private(set) var pages: [String: Int] = [:]
  /// How many pages there are.
  let count: Int
  let isTagged: Bool
  /// How many entries the outline has.
  let outlineCount: Int

  var hasOutline: Bool { outlineCount > 0 }

  /// - Parameter pdf: the file.
  init(_ pdf: [UInt8]) {
    let objects = Self.objects(of: pdf)
    let kids = objects.compactMapValues { text -> [Int]? in
      guard text.contains("/Type /Pages") else { return nil }
      return Self.references(in: text, after: "/Kids [")
    }
    let root = kids.keys.first { objects[$0]?.contains("/Parent") == false }
    let order = root.map { Self.leaves(of: $0, kids, depth: 0) } ?? []
    count = order.count
    let numbers = Dictionary(zip(order, 1...), uniquingKeysWith: { first, _ in first })
    for text in objects.values where text.contains("/XYZ") && !text.contains("/Title") {
      // `/a1 [12 0 R /XYZ 6 827 0]`
      for match in text.matches(of: /\/([^\s\/\[\]<>()]+) \[(\d+) 0 R \/XYZ/) {
        guard let page = Int(match.2), let number = numbers[page] else { continue }
        pages[String(match.1)] = number
      }
    }
    isTagged = objects.values.contains {
      $0.contains("/StructTreeRoot") && $0.contains("/MarkInfo")
    }
    outlineCount = objects.values.count { $0.contains("/Title") && $0.contains("/XYZ") }
  }

  /// The objects by number, their streams left out.
  private static func objects(of pdf: [UInt8]) -> [Int: String] {
    var objects: [Int: String] = [:]
    let (begin, stream, end) = (
      Array(" 0 obj\n".utf8), Array("stream\n".utf8), Array("endobj".utf8)
    )
    var place = pdf.startIndex
    while let start = pdf[place...].firstRange(of: begin) {
      let digits = pdf[..<start.lowerBound].suffix(10).reversed().prefix { (48...57).contains($0) }
      guard let close = pdf[start.upperBound...].firstRange(of: end) else { break }
      let whole = pdf[start.upperBound..<close.lowerBound]
      let text = whole.firstRange(of: stream).map { whole[..<$0.lowerBound] } ?? whole
      if let number = Int(String(decoding: digits.reversed(), as: UTF8.self)) {
        objects[number] = String(decoding: text, as: UTF8.self)
      }
      place = close.upperBound
    }
    return objects
  }

  private static func references(in text: String, after mark: String) -> [Int] {
    guard let start = text.firstRange(of: mark)?.upperBound,
      let end = text[start...].firstIndex(of: "]")
    else { return [] }
    return text[start..<end].matches(of: /(\d+) 0 R/).compactMap { Int($0.1) }
  }

  private static func leaves(of node: Int, _ kids: [Int: [Int]], depth: Int) -> [Int] {
    guard let children = kids[node], depth < 16 else { return [node] }
    return children.flatMap { leaves(of: $0, kids, depth: depth + 1) }
  }
}
