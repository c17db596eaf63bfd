import Annex
import Disk
import Lines

/// Writes a snapshot in blocks with a checksum each.
///
/// ```
/// length   4 bytes, little-endian; 0 in the last block, which has no content
/// checksum 4 bytes: CRC-32C of the content, exclusive-or the block's number from 0
/// content
/// ```
/// The first block is the journal's own, in clear; the others are its owner's, sealed as the annex is.
public final class SnapshotWriter {
  private let file: any File
  private let seal: BlockSeal?
  private var offset = 0
  private var number: UInt32 = 0
  private var failure: FileError?

  init(_ file: any File, _ header: [UInt8], of sequence: Int, _ sealing: AnnexSealing?) {
    self.file = file
    seal = sealing.map { BlockSeal(sealing: $0, sequence: sequence) }
    put(header)
  }

  /// Writes one block. After a failure, which is reported at the end, it does nothing.
  /// - Parameter content: what the block holds: 1 byte to 1 GiB.
  public func write(_ content: [UInt8]) {
    precondition(!content.isEmpty && content.count <= 1 << 30, "a block holds something")
    put(seal?.sealed(content, block: number) ?? content)
  }

  /// Writes the last block and syncs.
  func finish() throws(FileError) {
    put([])
    if let failure { throw failure }
    try file.sync()
  }

  private func put(_ content: [UInt8]) {
    guard failure == nil else { return }
    let checksum = content.withUnsafeBytes { CRC32C.checksum($0) } ^ number
    var block = UInt32(content.count).littleEndianBytes + checksum.littleEndianBytes
    block.append(contentsOf: content)
    do {
      try file.writeAll(block[...], at: offset)
    } catch {
      failure = error
    }
    offset += block.count
    number += 1
  }
}

/// Reads the blocks of a snapshot.
public final class SnapshotReader {
  private let file: any File
  private var offset = 0
  private var number: UInt32 = 0
  private var isAtEnd = false
  private var fault: String?
  private var seal: BlockSeal?

  init(_ file: any File) { self.file = file }

  /// The journal's own block; nil for that of another format, and where the file is damaged.
  func header<Position: SnapshotPosition>() -> SnapshotHeader<Position>? {
    nextAsWritten().flatMap { SnapshotHeader($0) }
  }

  /// Opens the blocks that follow.
  func open(with sealing: AnnexSealing?, of sequence: Int) {
    seal = sealing.map { BlockSeal(sealing: $0, sequence: sequence) }
  }

  /// The next block's content; nil behind the last one, and where the file is damaged: the journal
  /// looks for that before it trusts what was read.
  public func next() -> [UInt8]? {
    let block = number
    guard let content = nextAsWritten() else { return nil }
    guard let seal else { return content }
    return seal.opened(content, block: block) ?? fail("block \(block) does not open with the key")
  }

  private func nextAsWritten() -> [UInt8]? {
    guard !isAtEnd, fault == nil else { return nil }
    let head = read(8)
    guard head.count == 8 else { return fail("it ends too early") }
    let length = Int(UInt32(littleEndianBytes: head[0..<4]))
    guard let size = try? file.size(), length <= size - offset else {
      return fail("it ends too early")
    }
    let content = read(length)
    guard content.count == length else { return fail("it ends too early") }
    let checksum = content.withUnsafeBytes { CRC32C.checksum($0) } ^ number
    guard checksum == UInt32(littleEndianBytes: head[4..<8]) else {
      return fail("the checksum does not match block \(number)")
    }
    number += 1
    isAtEnd = length == 0
    return isAtEnd ? nil : content
  }

  /// What is wrong with the file, read to its end; nil where nothing is.
  func findFault() -> String? {
    while nextAsWritten() != nil {}
    return fault
  }

  private func fail(_ reason: String) -> [UInt8]? {
    fault = fault ?? reason
    return nil
  }

  private func read(_ count: Int) -> [UInt8] {
    do throws(FileError) {
      let bytes = try file.bytes(at: offset, count: count)
      offset += bytes.count
      return bytes
    } catch {
      fault = "\(error)"
      return []
    }
  }
}

/// Binds every block to its snapshot and its place.
private struct BlockSeal {
  let sealing: AnnexSealing
  let sequence: Int

  func sealed(_ content: [UInt8], block: UInt32) -> [UInt8] {
    sealing.seal(content, context(block))
  }

  func opened(_ content: [UInt8], block: UInt32) -> [UInt8]? {
    sealing.open(content, context(block))
  }

  private func context(_ block: UInt32) -> [UInt8] {
    Array("snapshot \(sequence):\(block)".utf8)
  }
}

extension UInt32 {
  fileprivate var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }

  fileprivate init(littleEndianBytes bytes: ArraySlice<UInt8>) {
    self = bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
