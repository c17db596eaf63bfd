import Glibc
import Magazine

/// The main colour of a cover, and the colours of its issue that follow from it.
///
/// Greys and blacks of a picture say little about its mood: each pixel counts by how colourful it is.
/// The issue's ground is of the same hue, nearly paper on light pages and nearly night on dark ones;
/// the ink on it is as dark, or as light, as reading asks for.
struct CoverColour: Sendable, Hashable {
  /// `0xRRGGBB`.
  let rgb: UInt32

  init(rgb: UInt32) { self.rgb = rgb & 0xFF_FFFF }

  /// - Parameter pixels: red, green and blue of a few pixels; nil where there are none.
  init?(_ pixels: [[UInt8]]) {
    guard !pixels.isEmpty else { return nil }
    var sum = (0.0, 0.0, 0.0, 0.0)
    for pixel in pixels {
      let colour = Lab(red: pixel[0], green: pixel[1], blue: pixel[2])
      // A grey picture keeps its grey.
      let weight = colour.chroma + 0.002
      sum.0 += colour.lightness * weight
      sum.1 += colour.a * weight
      sum.2 += colour.b * weight
      sum.3 += weight
    }
    let main = Lab(lightness: sum.0 / sum.3, a: sum.1 / sum.3, b: sum.2 / sum.3)
    rgb = main.rgb
  }

  /// The colours of the issue.
  var tint: Issue.Tint {
    let main = Lab(
      red: UInt8(rgb >> 16 & 0xFF), green: UInt8(rgb >> 8 & 0xFF), blue: UInt8(rgb & 0xFF))
    let light = main.toned(lightness: 0.90, mostChroma: 0.022)
    let dark = main.toned(lightness: 0.245, mostChroma: 0.026)
    return Issue.Tint(
      light: light.hex, dark: dark.hex,
      inkLight: main.ink(on: light, from: 0.32, step: -0.02, mostChroma: 0.06).hex,
      inkDark: main.ink(on: dark, from: 0.88, step: 0.02, mostChroma: 0.025).hex)
  }
}

/// A colour as the eye orders them (Oklab, B. Ottosson 2020): lightness 0 to 1, and two axes of hue.
private struct Lab {
  var lightness: Double
  var a: Double
  var b: Double

  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  init(red: UInt8, green: UInt8, blue: UInt8) {
    let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    self.b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  var chroma: Double { (a * a + b * b).squareRoot() }

  /// The same hue, as light as wanted and not more colourful than that.
  func toned(lightness: Double, mostChroma: Double) -> Lab {
    let factor = chroma > mostChroma ? mostChroma / chroma : 1
    return Lab(lightness: lightness, a: a * factor, b: b * factor)
  }

  /// The first ink of this hue, from `from` on in steps, that can be read on a ground.
  func ink(on ground: Lab, from: Double, step: Double, mostChroma: Double) -> Lab {
    var lightness = from
    while lightness > 0, lightness < 1 {
      let ink = toned(lightness: lightness, mostChroma: mostChroma)
      if ink.contrast(to: ground) >= Self.leastContrast { return ink }
      lightness += step
    }
    return Lab(lightness: step < 0 ? 0 : 1, a: 0, b: 0)
  }

  /// Of large and small type, beyond what WCAG 2.2 asks at level AAA.
  private static let leastContrast = 7.5

  private var linear: (Double, Double, Double) {
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    return (
      4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3,
      -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3,
      -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3
    )
  }

  /// `0xRRGGBB`, what no screen can show cut off.
  var rgb: UInt32 {
    let (r, g, b) = linear
    return Self.encoded(r) << 16 | Self.encoded(g) << 8 | Self.encoded(b)
  }

  /// `#rrggbb`.
  var hex: String {
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// WCAG's, between 1 and 21, of the colours as they are shown.
  private func contrast(to other: Lab) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  private var luminance: Double {
    0.2126 * Self.linear(UInt8(rgb >> 16)) + 0.7152 * Self.linear(UInt8(rgb >> 8 & 0xFF))
      + 0.0722 * Self.linear(UInt8(rgb & 0xFF))
  }

  private static func linear(_ value: UInt8) -> Double {
    let value = Double(value) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ value: Double) -> UInt32 {
    let value = min(1, max(0, value))
    let encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
    return UInt32((encoded * 255).rounded())
  }
}
