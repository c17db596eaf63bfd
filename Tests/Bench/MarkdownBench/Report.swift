/// What was measured, for people or for a script.
struct Report {
  /// Our time may be this many times libcmark's.
  static let mostRatio = 1.5

  var speeds: [Speed] = []
  var growths: [Growth] = []

  var isWithinLimits: Bool {
    speeds.allSatisfy { $0.ratio <= Report.mostRatio }
      && growths.allSatisfy { $0.ratio < Growth.most }
  }

  var table: String {
    var lines: [String] = []
    if !speeds.isEmpty {
      lines.append(row("Markdown, all extensions", "MB", "ours ms", "libcmark ms", "ratio"))
    }
    for speed in speeds {
      lines.append(
        row(
          speed.name, number(Double(speed.bytes) / 1e6), number(speed.ours),
          number(speed.libcmark), number(speed.ratio))
          + (speed.ratio <= Report.mostRatio ? "" : "  above \(Report.mostRatio)"))
    }
    if !growths.isEmpty { lines.append(row("hostile text", "KB", "n, ms", "4n, ms", "ratio")) }
    for growth in growths {
      lines.append(
        row(
          growth.name, number(Double(growth.bytes) / 1e3), number(growth.once),
          number(growth.fourfold), number(growth.ratio))
          + (growth.ratio < Growth.most ? "" : "  not linear"))
    }
    return lines.joined(separator: "\n")
  }

  var json: String {
    let speeds = speeds.map {
      """
      {"name": "\($0.name)", "bytes": \($0.bytes), "ours_ms": \(number($0.ours)), \
      "libcmark_ms": \(number($0.libcmark)), "ratio": \(number($0.ratio))}
      """
    }
    let growths = growths.map {
      """
      {"name": "\($0.name)", "bytes": \($0.bytes), "ms": \(number($0.once)), \
      "ms_fourfold": \(number($0.fourfold)), "ratio": \(number($0.ratio))}
      """
    }
    return """
      {
        "speed": [
          \(speeds.joined(separator: ",\n    "))
        ],
        "growth": [
          \(growths.joined(separator: ",\n    "))
        ]
      }
      """
  }

  private func row(_ name: String, _ columns: String...) -> String {
    columns.reduce(padded(name, 34, isLeft: true)) { $0 + padded($1, 13, isLeft: false) }
  }

  private func padded(_ text: String, _ width: Int, isLeft: Bool) -> String {
    let fill = String(repeating: " ", count: max(0, width - text.count))
    return isLeft ? text + fill : fill + text
  }

  /// Two decimals.
  private func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }
}
