internal import CMark
internal import Glibc
internal import Synchronization

/// A document as libcmark parsed it. All of C is in this file: no pointer of libcmark's leaves it
/// but inside a ``Node``, which must not outlive its tree.
struct CommonMarkTree: ~Copyable {
  /// The version of libcmark that this process runs with, which need not be the one that it was
  /// built with.
  static var version: String { String(cString: cmark_version_string()) }

  /// The document.
  let root: Node
  private let arena: Arena

  /// Parses UTF-8; nil only when memory is out.
  init?(_ text: Bytes) {
    let arena = Arena.take()
    let document = text.withMemoryRebound(to: CChar.self) {
      huikan_parse(arena.pointer, $0.baseAddress, $0.count)
    }
    guard let document else {
      Arena.giveBack(arena)
      return nil
    }
    root = Node(pointer: document)
    self.arena = arena
  }

  deinit { Arena.giveBack(arena) }

  /// The memory of one tree. A few wait between documents: as many as documents were ever parsed
  /// at the same time, each with a megabyte at most.
  private struct Arena: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<huikan_arena>

    private static let waiting = Mutex<[Arena]>([])

    static func take() -> Arena {
      if let arena = waiting.withLock({ $0.popLast() }) { return arena }
      let pointer = UnsafeMutablePointer<huikan_arena>.allocate(capacity: 1)
      pointer.initialize(to: huikan_arena())
      return Arena(pointer: pointer)
    }

    static func giveBack(_ arena: Arena) {
      huikan_empty(arena.pointer)
      waiting.withLock { $0.append(arena) }
    }
  }

  /// What a node is.
  enum Kind {
    case document, quote, list, item, code, html, paragraph, heading, rule
    case text, softBreak, lineBreak, codeSpan, htmlSpan, emphasis, strong, link, image
    case custom
  }

  /// A node of the tree.
  struct Node: Equatable {
    fileprivate let pointer: OpaquePointer

    var kind: Kind {
      switch cmark_node_get_type(pointer) {
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_SOFTBREAK: .softBreak
      case CMARK_NODE_PARAGRAPH: .paragraph
      case CMARK_NODE_LINK: .link
      case CMARK_NODE_STRONG: .strong
      case CMARK_NODE_EMPH: .emphasis
      case CMARK_NODE_CODE: .codeSpan
      case CMARK_NODE_HTML_INLINE: .htmlSpan
      case CMARK_NODE_HTML_BLOCK: .html
      case CMARK_NODE_IMAGE: .image
      case CMARK_NODE_LINEBREAK: .lineBreak
      case CMARK_NODE_HEADING: .heading
      case CMARK_NODE_ITEM: .item
      case CMARK_NODE_LIST: .list
      case CMARK_NODE_CODE_BLOCK: .code
      case CMARK_NODE_BLOCK_QUOTE: .quote
      case CMARK_NODE_THEMATIC_BREAK: .rule
      case CMARK_NODE_DOCUMENT: .document
      default: .custom
      }
    }

    var parent: Node? { cmark_node_parent(pointer).map(Node.init) }
    var next: Node? { cmark_node_next(pointer).map(Node.init) }
    var previous: Node? { cmark_node_previous(pointer).map(Node.init) }
    var firstChild: Node? { cmark_node_first_child(pointer).map(Node.init) }
    var lastChild: Node? { cmark_node_last_child(pointer).map(Node.init) }

    /// The text of a text, code or HTML node, sentinels and all.
    var literal: Bytes { bytes(cmark_node_get_literal(pointer)) }
    /// The info string of a fenced code block.
    var info: Bytes { bytes(cmark_node_get_fence_info(pointer)) }
    /// The destination of a link or an image.
    var destination: Bytes { bytes(cmark_node_get_url(pointer)) }
    /// The title of a link or an image.
    var title: Bytes { bytes(cmark_node_get_title(pointer)) }

    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
    var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

    /// The first line of the block, in what libcmark was given, from 1.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    /// Its last line.
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

    private func bytes(_ text: UnsafePointer<CChar>?) -> Bytes {
      guard let text else { return Bytes(start: nil, count: 0) }
      let count = strlen(text)
      return UnsafeRawBufferPointer(start: text, count: count).bindMemory(to: UInt8.self)
    }
  }
}
