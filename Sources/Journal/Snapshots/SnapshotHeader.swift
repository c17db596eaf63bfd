import JSON
import Lines

/// Where the journal stood when a snapshot was made, as the first block says it in JSON.
struct SnapshotHeader {
  /// The version of the blocks and of this header.
  static let format: Int64 = 1

  /// The version of what the owner has written behind it.
  var content: Int
  /// The key with which the blocks behind it are sealed.
  var key: String?
  var chain: Chain

  func encoded() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("format", SnapshotHeader.format)
      json.member("content", content)
      if let key { json.member("key", key) }
      json.member("seq", chain.head.sequence)
      json.member("hash", chain.head.hash.description)
      json.member("time", chain.lastTime)
      json.key("segments")
      json.array { json in
        for segment in chain.segments { segment.write(to: &json) }
      }
    }
    return json.bytes
  }

  /// Reads what `encoded` wrote; nil for anything else, other formats among it.
  init?(_ bytes: [UInt8]) {
    let value = bytes.withUnsafeBufferPointer { try? JSONValue.parse($0) }
    guard let value, value["format"] == .int(SnapshotHeader.format),
      let content = value["content"]?.int, let sequence = value["seq"]?.int, sequence > 0,
      let digits = value["hash"]?.string, let hash = Hash256(hex: digits),
      let time = value["time"]?.int, let segments = value["segments"]?.elements
    else { return nil }
    self.content = content
    key = value["key"]?.string
    chain = Chain()
    chain.head = JournalHead(sequence: sequence, hash: hash)
    chain.lastTime = Int64(time)
    for segment in segments {
      guard let index = SegmentIndex(segment) else { return nil }
      chain.segments.append(index)
    }
    guard !chain.segments.isEmpty else { return nil }
  }

  init(content: Int, key: String?, chain: Chain) {
    self.content = content
    self.key = key
    self.chain = chain
  }
}

extension SegmentIndex {
  fileprivate func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("first", first)
      json.member("size", size)
      json.member("annex", annexSize)
      json.member("lines", annexLines)
      json.key("records")
      json.array { json in for offset in records { json.int(Int64(offset)) } }
      json.key("values")
      json.array { json in
        for place in annex {
          json.int(Int64(place.sequence))
          json.int(Int64(place.offset))
        }
      }
    }
  }

  fileprivate init?(_ value: JSONValue) {
    guard let first = value["first"]?.int, let size = value["size"]?.int,
      let annexSize = value["annex"]?.int, let lines = value["lines"]?.int,
      let records = value["records"]?.elements, let values = value["values"]?.elements,
      values.count.isMultiple(of: 2)
    else { return nil }
    self.init(first: first)
    self.size = size
    self.annexSize = annexSize
    annexLines = lines
    self.records = records.compactMap { $0.int.flatMap { UInt32(exactly: $0) } }
    for place in Swift.stride(from: 0, to: values.count, by: 2) {
      guard let sequence = values[place].int, let offset = values[place + 1].int,
        let offset = UInt32(exactly: offset)
      else { return nil }
      annex.append((sequence, offset))
    }
    guard self.records.count == records.count else { return nil }
  }
}
