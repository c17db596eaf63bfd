/// What holds at one place of a template while it is compiled.
struct Scope {
  /// The contexts that names are looked up in, the innermost last, each shape once: an outer context
  /// of the same shape cannot be seen, because the inner one has all its names.
  private(set) var frames: [AnyShape]
  /// What the templates that extend this one have put in place of its blocks.
  var overrides = Overrides()
  /// What every line begins with.
  var indentation: [UInt8] = []
  /// Whether lines also begin with the indentation of the routine's caller.
  var isNested = false
  /// How many blanks at the beginning of a line belong to where a block was written, and go.
  var strippedBlanks = 0
  /// How many partials and layouts lie around this place.
  var depth = 0
  /// How many contexts have been entered that are parts of the one that the routine was given.
  private(set) var descent = 0
  /// The page's own shape.
  let root: ObjectIdentifier
  /// The frames that belong to a shared context.
  private(set) var shared: [ObjectIdentifier: SharedSource] = [:]
  private var parts: Set<ObjectIdentifier>

  init(root: AnyShape) {
    frames = [root]
    self.root = root.identity
    parts = [root.identity]
  }

  var innermost: AnyShape { frames[frames.count - 1] }

  /// The scope inside a section that enters `element`, a part of `owner`.
  func entering(
    _ element: AnyShape, of owner: AnyShape, sharedBy source: SharedSource?
  ) -> Scope {
    var inner = self
    inner.shared[element.identity] = source
    inner.frames.removeAll { $0.identity == element.identity }
    inner.frames.append(element)
    if parts.contains(owner.identity) {
      inner.parts.insert(element.identity)
      inner.descent += 1
    } else {
      inner.parts.remove(element.identity)
    }
    return inner
  }

  /// The scope of a routine called from here.
  func routine() -> Scope {
    var inner = self
    inner.indentation = []
    inner.isNested = true
    inner.parts = [innermost.identity]
    return inner
  }

  /// A line's leading blanks without those of the place where the line was written.
  func stripping(_ blanks: [UInt8]) -> [UInt8] {
    Array(blanks.dropFirst(strippedBlanks))
  }
}

/// What stands in place of blocks, by their name.
struct Overrides: Hashable {
  private var entries: [String: Override] = [:]

  subscript(_ name: String) -> Override? { entries[name] }

  /// These, and the blocks that a parent tag gives where they are not already replaced from outside.
  func adding(_ blocks: [Block]) -> Overrides {
    var merged = self
    for block in blocks where entries[block.name.text] == nil {
      merged.entries[block.name.text] = Override(block: block, overrides: self)
    }
    return merged
  }
}

/// A block's content together with what its own blocks are replaced with: those of the template that
/// it is written in, so that a card's title inside an article is never the page's title.
struct Override: Hashable {
  let block: Block
  let overrides: Overrides

  static func == (lhs: Override, rhs: Override) -> Bool {
    lhs.block === rhs.block && lhs.overrides == rhs.overrides
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(block))
    hasher.combine(overrides)
  }
}
