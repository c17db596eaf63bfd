import Journal
import Lines

/// SHA-256 (FIPS 180-4), so that these tests need no cryptography package; the golden journal is also
/// checked with the system's `sha256sum`.
func sha256(_ message: UnsafeRawBufferPointer) -> Hash256 {
  var padded = Array(message) + [0x80]
  while padded.count % 64 != 56 { padded.append(0) }
  let bits = UInt64(message.count) * 8
  for shift in stride(from: UInt64(56), through: 0, by: -8) {
    padded.append(UInt8(truncatingIfNeeded: bits >> shift))
  }
  var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A,
    0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  for start in stride(from: 0, to: padded.count, by: 64) {
    compress(padded[start..<(start + 64)], into: &state)
  }
  return state.map(\.bigEndian).withUnsafeBytes { Hash256($0) }
}

private func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
  var words: [UInt32] = []
  for start in stride(from: block.startIndex, to: block.endIndex, by: 4) {
    words.append(block[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) })
  }
  for index in 16..<64 {
    let (early, late) = (words[index - 15], words[index - 2])
    let first = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3
    let second = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10
    words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
  }
  var (a, b, c, d) = (state[0], state[1], state[2], state[3])
  var (e, f, g, h) = (state[4], state[5], state[6], state[7])
  for index in 0..<64 {
    let sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let one = h &+ sum1 &+ (e & f ^ ~e & g) &+ constants[index] &+ words[index]
    let sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    (h, g, f, e) = (g, f, e, d &+ one)
    (d, c, b, a) = (c, b, a, one &+ sum0 &+ (a & b ^ a & c ^ b & c))
  }
  for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
}

private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
  word >> count | word << (32 - count)
}

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
private let constants: [UInt32] = {
  var constants: [UInt32] = []
  var candidate: UInt32 = 2
  while constants.count < 64 {
    if (2..<candidate).allSatisfy({ candidate % $0 != 0 }) {
      constants.append(cubeRootFraction(candidate))
    }
    candidate += 1
  }
  return constants
}()

private func cubeRootFraction(_ prime: UInt32) -> UInt32 {
  // The root of prime · 2^96 in whole numbers is the prime's cube root · 2^32.
  var root: UInt128 = 0
  let target = UInt128(prime) << 96
  for bit in stride(from: 35, through: 0, by: -1) {
    let next = root | 1 << UInt128(bit)
    if next * next * next <= target { root = next }
  }
  return UInt32(truncatingIfNeeded: root)
}
