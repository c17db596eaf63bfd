import Packing

extension SearchMemory {
  /// Where the next process finds it, in the output folder.
  private static let file = ".huikan/search"

  /// What an earlier process has left, where the index stands in the folder as it was written.
  init?(in folder: OutputFolder, isTwofold: Bool, _ workers: Workers) {
    guard let packed = folder.bytes(of: Self.file), packed.count > 8,
      let kept = packed.unpacked({ KeptSearch(unpacking: &$0, of: packed) })
    else { return nil }
    let files = SearchShape(documents: kept.memory.documents.count, isTwofold: isTwofold).files
    guard files.count == kept.stamps.count else { return nil }
    let stands = workers.map(below: files.count, share: 64) {
      folder.stamp(of: files[$0]) == kept.stamps[$0]
    }
    guard !stands.contains(false) else { return nil }
    self = kept.memory
  }

  /// Leaves it for the next process; what cannot be left is made again.
  func keep(in folder: OutputFolder, isTwofold: Bool, _ workers: Workers) {
    let files = SearchShape(documents: documents.count, isTwofold: isTwofold).files
    let stamps = workers.map(below: files.count, share: 64) { folder.stamp(of: files[$0]) }
    guard !stamps.contains(nil) else { return folder.discard(Self.file) }
    let kept = KeptSearch(memory: self, stamps: stamps.compactMap { $0 })
    if (try? folder.put(Self.file, kept.packed)) == nil { folder.discard(Self.file) }
  }

  /// Forgets what an earlier build has left, before the index changes.
  static func discard(in folder: OutputFolder) { folder.discard(file) }
}

/// What is known of an index, and how its files look.
private struct KeptSearch {
  var memory: SearchMemory
  var stamps: [FileStamp]

  var packed: [UInt8] {
    var writer = PackedWriter()
    writer.append(memory.documents) { document, writer in
      writer.append(document.file)
      writer.append(document.url)
      writer.append(document.note)
    }
    writer.append(memory.digests) { $1.append(word: $0.value) }
    writer.append(stamps) { $0.pack(into: &$1) }
    writer.append(word: Digest64(of: writer.bytes).value)
    return writer.bytes
  }
}

extension KeptSearch {
  init(unpacking reader: inout PackedReader, of packed: [UInt8]) {
    let documents = reader.list {
      SearchDocument(file: $0.text(), url: $0.text(), note: $0.text())
    }
    let digests = reader.list { Digest64(value: $0.word()) }
    stamps = reader.list { FileStamp(unpacking: &$0) }
    memory = SearchMemory(documents: documents, digests: digests)
    let isWhole = reader.word() == Digest64(of: packed.dropLast(8)).value
    if !isWhole || digests.count != documents.count { reader.refuse() }
  }
}
