/// An array in pages of 128 elements, of which one version can be kept while another is made by
/// changing a few elements: only the pages of those are copied.
///
/// A resident build keeps the magazine as it was until the edited one has proved good. With a plain
/// array, each edit would copy every article, and so cost as much as the magazine is long.
public struct PagedArray<Element> {
  @usableFromInline var pages: [[Element]] = []
  /// How many elements there are.
  public private(set) var count = 0

  @usableFromInline static var bits: Int { 7 }
  @usableFromInline static var mask: Int { 127 }

  /// An array of nothing.
  public init() {}

  /// The elements of a sequence, in its order.
  public init(_ elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  /// The elements of an array, in its order.
  public init(_ elements: [Element]) {
    pages.reserveCapacity(elements.count >> Self.bits + 1)
    for start in stride(from: 0, to: elements.count, by: Self.mask + 1) {
      pages.append(Array(elements[start..<Swift.min(start + Self.mask + 1, elements.count)]))
    }
    count = elements.count
  }

  /// So many times the same element.
  public init(repeating element: Element, count: Int) {
    self.init(Array(repeating: element, count: count))
  }

  /// Adds an element at the end.
  public mutating func append(_ element: Element) {
    if count & Self.mask == 0 {
      pages.append([])
      pages[pages.count - 1].reserveCapacity(Self.mask + 1)
    }
    pages[pages.count - 1].append(element)
    count += 1
  }
}

extension PagedArray: RandomAccessCollection, MutableCollection {
  /// The place of the first element.
  @inlinable public var startIndex: Int { 0 }
  /// The place after the last element.
  public var endIndex: Int { count }

  /// The element at a place.
  @inlinable public subscript(place: Int) -> Element {
    _read { yield pages[place >> Self.bits][place & Self.mask] }
    _modify { yield &pages[place >> Self.bits][place & Self.mask] }
  }
}

extension PagedArray: ExpressibleByArrayLiteral {
  /// The elements of a literal.
  public init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension PagedArray: Sendable where Element: Sendable {}
