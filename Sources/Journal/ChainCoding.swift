import JSON
import Lines
import Snapshots

/// Where the journal stood when a snapshot was made.
extension Chain: SnapshotPosition {
  var sequence: Int { head.sequence }

  func write(to json: inout JSONWriter) {
    json.member("seq", head.sequence)
    json.member("hash", head.hash.description)
    json.member("time", lastTime)
    json.key("segments")
    json.array { json in
      for segment in segments { segment.write(to: &json) }
    }
  }

  init?(_ value: JSONValue) {
    guard let sequence = value["seq"]?.int, sequence > 0,
      let digits = value["hash"]?.string, let hash = Hash256(hex: digits),
      let time = value["time"]?.int, let elements = value["segments"]?.elements,
      !elements.isEmpty
    else { return nil }
    head = JournalHead(sequence: sequence, hash: hash)
    lastTime = Int64(time)
    for element in elements {
      guard let index = SegmentIndex(element) else { return nil }
      segments.append(index)
    }
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
