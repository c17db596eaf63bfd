extension TreeRenderer {
  /// Writes `{会刊|huì kān}` as ruby: each character under its own reading where there are as many
  /// readings as characters, else all under one.
  mutating func writeRuby(_ mark: Bytes) {
    let text = String(stripping: Bytes(rebasing: mark[1..<mark.count - 1]))
    var parts = text.split(separator: "|", omittingEmptySubsequences: false)
    let base = parts.removeFirst()
    let characters = base.unicodeScalars
    if parts.count == 1 {
      let readings = parts[0].split(separator: " ")
      if readings.count == characters.count { parts = readings }
    }
    html.append("<ruby>")
    if parts.count == characters.count {
      for (character, reading) in zip(characters, parts) {
        html.append(escaped: String(character))
        writeReading(String(reading))
      }
    } else {
      html.append(escaped: String(base))
      writeReading(parts.joined(separator: " "))
    }
    html.append("</ruby>")
  }

  private mutating func writeReading(_ reading: String) {
    html.append("<rp>（</rp><rt>")
    html.append(escaped: reading)
    html.append("</rt><rp>）</rp>")
  }
}
