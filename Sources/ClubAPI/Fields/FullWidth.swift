/// Figures as a Chinese keyboard writes them while it is set to full width: １２８．５.
enum FullWidth {
  /// The same with half-width digits, points and commas; everything else stays.
  static func narrowed(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF10...0xFF19, 0xFF0C, 0xFF0E:
        scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// Reads what people have typed: as it stands, else with narrow figures. What is good as it stands is
  /// never changed.
  static func read<Value>(_ text: String, _ make: (String) -> Value?) -> Value? {
    make(text) ?? make(narrowed(text))
  }
}
