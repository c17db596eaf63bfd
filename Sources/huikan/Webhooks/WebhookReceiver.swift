import Club
import ClubStore
import Disk
import JSON

/// Another system that is told what happens.
///
/// ```json
/// {"till": {"url": "https://till.example/huikan", "keys": ["till.key"], "events": ["points.posted"]}}
/// ```
struct WebhookReceiver: Sendable {
  /// By what it is called in lists and logs, where its address never stands: that may be a secret.
  let name: Code
  let url: String
  /// One for each key.
  let signatures: [MessageSignature]
  let events: Set<WebhookEventType>

  /// The most systems that a club tells: each of them has a thread.
  static let most = 16
  /// The most keys of one: the new one and the old one.
  static let mostKeys = 2

  /// Reads the file that names them.
  ///
  /// - Parameter path: the file; keys lie where it says, seen from its folder.
  /// - Returns: the systems, in the order of the file.
  /// - Throws: the first mistake, with its place and what to do.
  static func read(from path: String) throws(CommandFailure) -> [WebhookReceiver] {
    let value: JSONValue
    do {
      value = try JSONValue.parse(try ReadingDisk().contents(of: path))
    } catch let error as JSONError {
      throw CommandFailure("\(path): \(error)")
    } catch {
      throw CommandFailure("\(error)")
    }
    guard let members = value.members else {
      throw CommandFailure("\(path): \(value.kind) stands where an object of systems is expected")
    }
    guard members.count <= most else {
      throw CommandFailure("\(path): \(members.count) systems are named, \(most) are the most")
    }
    var receivers: [WebhookReceiver] = []
    for member in members {
      receivers.append(try WebhookReceiver(member.key, member.value, in: path))
    }
    return receivers
  }

  private init(_ key: String, _ value: JSONValue, in path: String) throws(CommandFailure) {
    func fault(_ pointer: String, _ reason: String) -> CommandFailure {
      CommandFailure("\(path)#/\(key)\(pointer): \(reason)")
    }
    guard let name = Code(key) else {
      throw fault(
        "", "a system's name is 1 to 80 letters, digits, - _ and . behind a letter or digit")
    }
    guard let members = value.members else {
      throw fault("", "\(value.kind) stands where an object with url, keys and events is expected")
    }
    if let other = members.first(where: { !["url", "keys", "events"].contains($0.key) }) {
      throw fault("/\(other.key)", "this is none of url, keys and events")
    }
    guard let url = value["url"]?.string else { throw fault("/url", "the address is missing") }
    switch PostAddress.fault(of: url) {
    case .noAddress:
      throw fault("/url", "this is no address (https://…) without a name before its host")
    case .plain: throw fault("/url", "what is told can be read on the way; use https://")
    case nil: break
    }
    guard let keys = value["keys"]?.elements, (1...Self.mostKeys).contains(keys.count) else {
      throw fault("/keys", "name one file with a key, or two: the new one and the old one")
    }
    var signatures: [MessageSignature] = []
    for (index, file) in keys.enumerated() {
      guard let file = file.string, !file.isEmpty else {
        throw fault("/keys/\(index)", "this names no file")
      }
      signatures.append(try Self.signature(file, besides: path))
    }
    self.name = name
    self.url = url
    self.signatures = signatures
    events = try Self.events(value["events"], fault)
  }

  private static func events(
    _ value: JSONValue?, _ fault: (String, String) -> CommandFailure
  ) throws(CommandFailure) -> Set<WebhookEventType> {
    guard let value else { return Set(WebhookEventType.allCases) }
    let known = WebhookEventType.allCases.map(\.rawValue).joined(separator: ", ")
    guard let elements = value.elements, !elements.isEmpty else {
      throw fault("/events", "name some of \(known), or leave it out for all")
    }
    var events: Set<WebhookEventType> = []
    for (index, element) in elements.enumerated() {
      guard let type = element.string.flatMap(WebhookEventType.init(rawValue:)) else {
        throw fault("/events/\(index)", "this is none of \(known)")
      }
      events.insert(type)
    }
    return events
  }

  /// The key in a file.
  private static func signature(
    _ file: String, besides path: String
  ) throws(CommandFailure) -> MessageSignature {
    let folder =
      path.contains("/") ? String(path[...(path.lastIndex(of: "/") ?? path.startIndex)]) : ""
    let place = file.hasPrefix("/") ? file : folder + file
    return try MessageSignature(keyFile: place)
  }
}
