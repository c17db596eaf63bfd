package import JSON

/// Where a journal stands, as it tells it to its snapshots and knows it again.
package protocol SnapshotPosition: Sendable {
  /// The last record's number, more than 0.
  var sequence: Int { get }
  /// Writes members into an open object.
  func write(to json: inout JSONWriter)
  /// Reads what `write` wrote; nil for anything else.
  init?(_ json: JSONValue)
}

/// Of what a snapshot was made, as its first block says in JSON.
struct SnapshotHeader<Position: SnapshotPosition> {
  /// The version of what the owner has written behind it.
  var content: Int
  /// The key with which the blocks behind it are sealed.
  var key: String?
  var position: Position

  func encoded() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("format", snapshotFormat)
      json.member("content", content)
      if let key { json.member("key", key) }
      position.write(to: &json)
    }
    return json.bytes
  }

  init(content: Int, key: String?, position: Position) {
    self.content = content
    self.key = key
    self.position = position
  }

  /// Reads what `encoded` wrote; nil for anything else, other formats among it.
  init?(_ bytes: [UInt8]) {
    let value = bytes.withUnsafeBufferPointer { try? JSONValue.parse($0) }
    guard let value, value["format"] == .int(snapshotFormat), let content = value["content"]?.int,
      let position = Position(value)
    else { return nil }
    self.init(content: content, key: value["key"]?.string, position: position)
  }
}

/// The version of the blocks and of the header.
private let snapshotFormat: Int64 = 1
