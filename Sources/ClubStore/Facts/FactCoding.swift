package import Club
import JSON

/// Facts as JSON: an object whose `type` comes first and whose keys stand in one order.
///
/// The names written here are the journal's format: they stay when a type in Swift is renamed, and
/// a golden file holds one of each. A new fact gets a new name; a new key is optional.
package enum FactCoding {
  /// Writes a record's facts as one JSON array.
  package static func encode(_ facts: [Fact]) -> [UInt8] {
    var json = JSONWriter()
    json.bytes.reserveCapacity(facts.count * 192)
    json.array { json in
      for fact in facts {
        json.object { json in write(fact, &json) }
      }
    }
    return json.bytes
  }

  /// Reads a record's facts.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(UnreadableFact) -> [Fact] {
    var scanner = JSONScanner(bytes)
    var facts: [Fact] = []
    do throws(JSONError) {
      try scanner.beginArray()
      while try scanner.nextElement() {
        var reader = try FactReader(scanner)
        let fact = try read(&reader)
        scanner = try reader.end()
        facts.append(fact)
      }
      try scanner.finish()
    } catch {
      throw UnreadableFact(place: facts.count + 1, reason: error.message)
    }
    return facts
  }

  private static func write(_ fact: Fact, _ json: inout JSONWriter) {
    switch fact {
    case .membership(let fact): write(fact, &json)
    case .points(let fact): write(fact, &json)
    case .approval(let fact): write(fact, &json)
    case .registration(let fact): write(fact, &json)
    case .rewards(let fact): write(fact, &json)
    case .family(let fact): write(fact, &json)
    case .profile(let fact): write(fact, &json)
    case .tiers(let fact): write(fact, &json)
    case .newsletter(let fact): write(fact, &json)
    case .staff(let fact): write(fact, &json)
    case .terms(let fact): write(fact, &json)
    }
  }

  private static func read(_ reader: inout FactReader) throws(JSONError) -> Fact {
    if let fact = try readPoints(&reader) { return .points(fact) }
    if let fact = try readMembership(&reader) { return .membership(fact) }
    if let fact = try readRegistration(&reader) { return .registration(fact) }
    if let fact = try readApproval(&reader) { return .approval(fact) }
    if let fact = try readRewards(&reader) { return .rewards(fact) }
    if let fact = try readFamily(&reader) { return .family(fact) }
    if let fact = try readProfile(&reader) { return .profile(fact) }
    if let fact = try readTiers(&reader) { return .tiers(fact) }
    if let fact = try readNewsletter(&reader) { return .newsletter(fact) }
    if let fact = try readStaff(&reader) { return .staff(fact) }
    if let fact = try readTerms(&reader) { return .terms(fact) }
    throw reader.failure("the fact '\(reader.type)' is unknown")
  }
}

/// A fact in the journal that this program cannot read.
struct UnreadableFact: Error, CustomStringConvertible {
  /// The fact's place in its record, from 1.
  var place: Int
  var reason: String

  var description: String { "fact \(place): \(reason)" }
}
