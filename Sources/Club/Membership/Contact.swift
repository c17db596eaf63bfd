/// A telephone number in the international form: `+8613800138000`.
public struct Phone: Hashable, Sendable {
  /// `+`, the country code and the number, digits only.
  public let text: String

  /// Reads a number as people type it: full-width digits, spaces, hyphens, dots and brackets are
  /// allowed; `+86`, `0086` and `86` before a mainland number are the same as nothing.
  ///
  /// Nil where it is neither a mainland mobile number (11 digits from 13 to 19), nor a mainland
  /// landline with its area code, nor an international number with `+` or `00`.
  public init?(_ text: some StringProtocol) {
    guard let (digits, international) = Phone.digits(of: text) else { return nil }
    if international {
      guard digits.first != "0", (7...15).contains(digits.utf8.count) else { return nil }
      guard digits.hasPrefix("86") else {
        self.text = "+\(digits)"
        return
      }
    }
    let rest = digits.hasPrefix("86") ? digits.dropFirst(2) : Substring(digits)
    guard let national = Phone.national(rest, withCountryCode: international) else { return nil }
    self.text = "+86\(national)"
  }

  /// Enough to recognise a number by and too little to call it: `138****8000`, `027****4321`, `+852 ****4567`.
  public var masked: String {
    let digits = text.dropFirst()
    guard digits.hasPrefix("86") else {
      let code = digits.prefix(Phone.countryCodeLength(of: digits))
      // Of a short number fewer digits are left to guess.
      let shown = min(4, max(2, digits.count - code.count - 4))
      return "+\(code) ****\(digits.suffix(shown))"
    }
    let national = digits.dropFirst(2)
    guard Phone.isMobile(national) else {
      // Beijing and the codes that begin with 2 have two digits, all others three.
      let area = national.prefix(national.hasPrefix("10") || national.hasPrefix("2") ? 2 : 3)
      return "0\(area)****\(national.suffix(4))"
    }
    return "\(national.prefix(3))****\(national.suffix(4))"
  }

  /// Whether the digits after +86 are a mobile number's.
  private static func isMobile(_ national: Substring) -> Bool {
    national.utf8.count == 11 && national.first == "1" && national.dropFirst().first ?? "0" >= "3"
  }

  /// How many of the digits are the country's code (ITU-T E.164, the list of assigned codes).
  private static func countryCodeLength(of digits: Substring) -> Int {
    let twoDigits = [
      "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
      "47",
      "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64",
      "65",
      "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ]
    if digits.hasPrefix("1") || digits.hasPrefix("7") { return 1 }
    return twoDigits.contains(String(digits.prefix(2))) ? 2 : 3
  }

  private static func digits(of text: some StringProtocol) -> (String, international: Bool)? {
    var digits = ""
    var plus = false
    for scalar in text.unicodeScalars {
      let plain = HalfWidth.scalar(scalar)
      switch plain {
      case "0"..."9": digits.unicodeScalars.append(plain)
      case "+" where digits.isEmpty && !plus: plus = true
      case " ", "-", ".", "(", ")", "\u{A0}", "\u{2010}"..."\u{2015}": continue
      default: return nil
      }
    }
    if !plus, digits.hasPrefix("00") { return (String(digits.dropFirst(2)), true) }
    return (digits, plus)
  }

  /// The digits after +86, or nil where they are no mainland number.
  private static func national(_ digits: Substring, withCountryCode: Bool) -> Substring? {
    let bytes = Array(digits.utf8)
    if isMobile(digits) { return digits }
    // A landline: the trunk prefix 0 and 9 to 11 digits of area code and number.
    if (10...12).contains(bytes.count), bytes[0] == 0x30, bytes[1] != 0x30 {
      return digits.dropFirst()
    }
    // The same as it is written after +86, without the trunk prefix; 10 is Beijing.
    if withCountryCode, (9...11).contains(bytes.count), bytes[0] != 0x30,
      bytes[0] != 0x31 || bytes[1] == 0x30
    {
      return digits
    }
    return nil
  }
}

/// An e-mail address, lower case throughout: two members must not share a mailbox by its capitals.
public struct Email: Hashable, Sendable {
  /// The address.
  public let text: String

  /// Reads an address; full-width letters and spaces around it are allowed. Nil where it is not of
  /// the form `local@domain.tld` in ASCII, with at most 64 + 1 + 189 bytes.
  public init?(_ text: some StringProtocol) {
    var plain = ""
    for scalar in text.unicodeScalars { plain.unicodeScalars.append(HalfWidth.scalar(scalar)) }
    let address = HalfWidth.trimmed(plain).lowercased()
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count), address.utf8.count <= 254,
      Email.isLocal(parts[0]), Email.isDomain(parts[1])
    else { return nil }
    self.text = address
  }

  private static func isLocal(_ text: Substring) -> Bool {
    let marks = Array("!#$%&'*+/=?^_`{|}~-.".utf8)
    return text.first != "." && text.last != "." && !text.contains("..")
      && text.utf8.allSatisfy { isAlphanumeric($0) || marks.contains($0) }
  }

  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
      } && labels.last?.utf8.contains { $0 >= 0x61 } == true
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// A telephone or an e-mail address.
public enum Contact: Hashable, Sendable {
  /// A telephone.
  case phone(Phone)
  /// An e-mail address.
  case email(Email)

  /// Reads either, as people type it. Nil where it is neither.
  public init?(_ text: some StringProtocol) {
    if let email = Email(text) {
      self = .email(email)
    } else if let phone = Phone(text) {
      self = .phone(phone)
    } else {
      return nil
    }
  }

  /// The number in its international form, or the address.
  public var text: String {
    switch self {
    case .phone(let phone): phone.text
    case .email(let email): email.text
    }
  }

  /// By what it reaches somebody.
  public var route: ContactRoute {
    switch self {
    case .phone: .phone
    case .email: .email
    }
  }
}

/// Full-width forms, which Chinese input methods produce, and the ASCII they stand for.
package enum HalfWidth {
  /// What a full-width form stands for; every other character itself.
  package static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x3000: " "
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: scalar
    }
  }

  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
