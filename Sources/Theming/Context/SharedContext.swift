public import Synchronization

/// A context that many pages show alike: a site's names, menus and foot.
///
/// What a template prints of it and of nothing else is printed once for the object and copied from
/// then on, however many pages show it. So the object must never change what its fields say.
public protocol SharedContext: AnyObject, TemplateContext {
  /// What has been printed of this object.
  var fragments: Fragments { get }
}

/// The parts of pages that were printed of one object. Thread-safe.
public final class Fragments: Sendable {
  private let printed = Mutex<[Key: [UInt8]]>([:])

  struct Key: Hashable {
    /// The program that printed it.
    var program: Int
    /// Which of the program's fragments it is.
    var index: Int
  }

  /// Nothing printed yet.
  public init() {}

  func bytes(_ key: Key) -> [UInt8]? { printed.withLock { $0[key] } }

  func keep(_ bytes: [UInt8], as key: Key) { printed.withLock { $0[key] = bytes } }
}

extension Field {
  /// A context that many pages share: `{{name.title}}` or `{{#name}} … {{/name}}`. What a template
  /// prints of it alone is printed once.
  public static func shared<Element: SharedContext>(
    _ name: String, _ meaning: String, _ get: @escaping @Sendable (Root) -> Element
  ) -> Field {
    var field = Field.object(name, meaning, get)
    field.erased.fragments = { $0.read(get).fragments }
    return field
  }
}

/// Where what is printed of a shared context is kept: the slot of the page that has it, and the way
/// from there.
struct SharedSource: Sendable {
  let slot: Int
  let field: String
  /// Whether the value is read from a part of the context that a section has entered, so that it
  /// depends on where in the section it stands.
  var isEntered = false
  let fragments: @Sendable (Frame) -> Fragments

  func isSame(as other: SharedSource) -> Bool { slot == other.slot && field == other.field }
}
