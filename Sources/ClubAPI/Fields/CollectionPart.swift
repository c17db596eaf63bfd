import Hummingbird
import JSON

/// Where an element stands in the order of its collection: by numbers, then by a name without spaces.
struct CollectionPlace: Hashable, Comparable, Sendable {
  let numbers: [Int]
  let name: String

  init(_ numbers: Int..., name: String = "") {
    self.numbers = numbers
    self.name = name
  }

  /// Reads what `text` writes; nil for anything else.
  init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let numbers = words.dropLast().compactMap { Int($0) }
    guard let name = words.last, numbers.count == words.count - 1 else { return nil }
    self.numbers = numbers
    self.name = String(name)
  }

  var text: String { (numbers.map(String.init) + [name]).joined(separator: " ") }

  static func < (left: CollectionPlace, right: CollectionPlace) -> Bool {
    left.numbers == right.numbers
      ? left.name < right.name : left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}

/// A part of a collection, as one answer holds it.
struct CollectionPart<Element: Sendable>: Sendable {
  let elements: [Element]
  /// Leads to the next part; nil where there is none.
  let next: String?
}

extension CollectionPart {
  /// What the query of every collection takes.
  static var limits: ClosedRange<Int> { 1...1000 }
}

extension [Field] {
  /// How many elements, and from where.
  static let paging: [Field] = [.optional("limit", .limit), .optional("after", .cursor)]
}

extension Call {
  /// How many elements are wanted.
  func limit(orElse usual: Int = 100) throws -> Int {
    try query("limit") { text in
      Int(text).flatMap { CollectionPart<Int>.limits.contains($0) ? $0 : nil }
    } ?? usual
  }

  /// The place behind which the answer begins; nil at the beginning.
  func start(_ api: ClubAPI) throws -> CollectionPlace? {
    try cursor(api).map { text in
      guard let place = CollectionPlace(text) else { throw Problem.unreadable }
      return place
    }
  }

  /// The part of a collection that is asked for.
  ///
  /// Places, and not counts, lead from part to part: what comes or goes meanwhile makes no element
  /// appear twice or be left out.
  ///
  /// - Parameters:
  ///   - all: the whole collection, in its order.
  ///   - isDescending: whether places fall along that order.
  ///   - usual: how many elements there are where nothing is said.
  ///   - api: knows the secret of cursors.
  ///   - place: where an element stands.
  /// - Returns: the part, and what leads to the next.
  /// - Throws: where the limit or the cursor is none.
  func part<Element>(
    of all: some Sequence<Element>, isDescending: Bool = false, orElse usual: Int = 100,
    _ api: ClubAPI, place: (Element) -> CollectionPlace
  ) throws -> CollectionPart<Element> {
    let limit = try limit(orElse: usual)
    let start = try start(api)
    var elements: [Element] = []
    for element in all {
      let here = place(element)
      if let start, !(isDescending ? here < start : start < here) { continue }
      if elements.count == limit {
        let next = elements.last.map { cursor(at: place($0).text, api) }
        return CollectionPart(elements: elements, next: next)
      }
      elements.append(element)
    }
    return CollectionPart(elements: elements, next: nil)
  }
}
