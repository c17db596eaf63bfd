/// The tones of photographs by the hash in their published names, kept in the output folder so that no
/// later build has to open a photograph for its colour.
struct ToneBook: Sendable {
  private static let file = ".huikan/tones"

  private(set) var tones: [String: Tone] = [:]

  /// What an earlier build has left in an output folder.
  init(_ output: String) {
    let bytes = (try? FileBytes.read("\(output)/\(Self.file)")) ?? []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
      if parts.count == 2, let number = Int(parts[1]), let tone = Tone(number: number) {
        tones[String(parts[0])] = tone
      }
    }
  }

  /// Leaves the tones of the photographs that the site shows.
  static func keep(_ plans: [PicturePlan], in folder: OutputFolder) {
    let lines = Set(plans.compactMap { plan in plan.tone.map { "\(plan.hash) \($0.number)\n" } })
    if lines.isEmpty {
      folder.discard(file)
    } else if (try? folder.put(file, Array(lines.sorted().joined().utf8))) == nil {
      folder.discard(file)
    }
  }
}
