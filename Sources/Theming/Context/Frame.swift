/// Where a context lies while a template reads it.
///
/// Contexts of many types stand on one stack, so the compiled operations see them without their
/// type. This is sound because the compiler gives every type a slot of its own and emits a getter of
/// a type only for that type's slot; the pointer lives no longer than the call that made it.
@usableFromInline struct Frame {
  @usableFromInline let address: UnsafeRawPointer

  @inlinable init<Root>(_ pointer: UnsafePointer<Root>) {
    address = UnsafeRawPointer(pointer)
  }

  /// What `get` reads from the context, which stays where it is: a large one is not copied.
  @inlinable func read<Root, Value>(_ get: (Root) -> Value) -> Value {
    get(address.assumingMemoryBound(to: Root.self).pointee)
  }
}
