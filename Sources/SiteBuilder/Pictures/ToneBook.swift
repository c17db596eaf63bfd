/// The tones of photographs and the colours of covers by the hash in their published names, kept in the
/// output folder so that no later build has to open a picture for its colour.
struct ToneBook: Sendable {
  private static let file = ".huikan/tones"

  private(set) var tones: [String: Tone] = [:]
  private(set) var colours: [String: CoverColour] = [:]

  /// What an earlier build has left in an output folder.
  init(_ output: String) {
    let bytes = (try? FileBytes.read("\(output)/\(Self.file)")) ?? []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard parts.count == 2 else { continue }
      if parts[1].hasPrefix("#"), let rgb = UInt32(parts[1].dropFirst(), radix: 16) {
        colours[String(parts[0])] = CoverColour(rgb: rgb)
      } else if let number = Int(parts[1]), let tone = Tone(number: number) {
        tones[String(parts[0])] = tone
      }
    }
  }

  /// Leaves the tones of the photographs that the site shows, and the colours of its covers.
  static func keep(
    _ plans: [PicturePlan], _ colours: [String: CoverColour], in folder: OutputFolder
  ) {
    var lines = Set(plans.compactMap { plan in plan.tone.map { "\(plan.hash) \($0.number)\n" } })
    for (hash, colour) in colours {
      lines.insert("\(hash) #\(String(colour.rgb, radix: 16))\n")
    }
    if lines.isEmpty {
      folder.discard(file)
    } else if (try? folder.put(file, Array(lines.sorted().joined().utf8))) == nil {
      folder.discard(file)
    }
  }
}
