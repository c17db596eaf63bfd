/// Keeps a value behind one reference, so that copying what holds it counts one reference and not
/// one for every text and list in the value. A copy that is changed becomes a value of its own.
///
/// A publication is handed to every page; its settings and relations alone hold dozens of
/// references, and threads that count the same ones wait for one another.
@propertyWrapper
struct Shared<Value: Sendable>: Sendable {
  private final class Storage: @unchecked Sendable {
    // Changed only while nobody else refers to it.
    var value: Value

    init(_ value: Value) { self.value = value }
  }

  private var storage: Storage

  init(wrappedValue: Value) { storage = Storage(wrappedValue) }

  var wrappedValue: Value {
    _read { yield storage.value }
    _modify {
      if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
      yield &storage.value
    }
  }
}
