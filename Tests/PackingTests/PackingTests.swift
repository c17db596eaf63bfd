import Packing
import Testing

@Suite("Packing: values one after another, read in the same order")
struct PackingTests {
  @Test("everything comes back as it was")
  func roundTrip() {
    var writer = PackedWriter()
    writer.append(0)
    writer.append(300)
    writer.append(Int.max)
    writer.append(signed: -1)
    writer.append(signed: Int64.min)
    writer.append(signed: nil)
    writer.append(word: 0x0123_4567_89AB_CDEF)
    writer.append(true)
    writer.append("檐声 🌧")
    writer.append(nil as String?)
    writer.append("" as String?)
    writer.append([1, 2, 255] as [UInt8])
    writer.append(["甲", "乙"]) { $1.append($0) }
    let read = writer.bytes.unpacked { reader in
      #expect(reader.number() == 0 && reader.number() == 300 && reader.number() == Int.max)
      #expect(reader.signed() == -1 && reader.signed() == Int64.min)
      #expect(reader.optionalSigned() == nil)
      #expect(reader.word() == 0x0123_4567_89AB_CDEF && reader.flag())
      #expect(reader.text() == "檐声 🌧" && reader.optionalText() == nil)
      #expect(reader.optionalText() == "" && reader.bytes() == [1, 2, 255])
      return reader.list { $0.text() }
    }
    #expect(read == ["甲", "乙"])
  }

  @Test("a small number takes a byte, a larger one no more than it needs")
  func sizes() {
    func size(_ number: Int64) -> Int {
      var writer = PackedWriter()
      writer.append(signed: number)
      return writer.count
    }
    #expect([0, 63, -64, 64, 8191].map { size($0) } == [1, 1, 1, 2, 2])
  }

  @Test("bytes cut anywhere are refused and never a crash", arguments: 0..<22)
  func cut(length: Int) {
    var writer = PackedWriter()
    writer.append("檐声")
    writer.append([7, 8, 9] as [UInt8])
    writer.append(["甲"]) { $1.append($0) }
    writer.append(word: 1)
    let whole = writer.bytes
    #expect(whole.count == 24)
    let read = Array(whole.prefix(length)).unpacked { reader in
      (reader.text(), reader.bytes(), reader.list { $0.text() }, reader.word())
    }
    #expect(read == nil)
  }

  @Test("any bytes at all: an answer or a refusal, never a crash and never much memory")
  func noise() {
    var state: UInt64 = 7
    for _ in 0..<2_000 {
      let bytes = (0..<24).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      let values = bytes.unpacked { reader -> [String] in
        _ = reader.number()
        _ = reader.optionalText()
        return reader.list { $0.text() }
      }
      #expect((values?.count ?? 0) <= bytes.count)
    }
  }

  @Test("what is left over is refused as well")
  func leftOver() {
    #expect([0, 0].unpacked { $0.number() } == nil)
  }
}

@Suite("Digest: tells texts apart")
struct Digest64Tests {
  @Test("each byte, its place and the length count")
  func everyByte() {
    let text = Array("一二三四五六七八九十甲乙丙丁".utf8)
    var digests: Set<Digest64> = [Digest64(of: text)]
    for place in text.indices {
      for bit in 0..<8 {
        var other = text
        other[place] ^= 1 << UInt8(bit)
        digests.insert(Digest64(of: other))
      }
      digests.insert(Digest64(of: text.prefix(place)))
    }
    #expect(digests.count == 1 + text.count * 9)
    for length in 0..<64 {
      digests.insert(Digest64(of: [UInt8](repeating: 0, count: length)))
    }
    // The text without any byte is the empty one of zeros, too.
    #expect(digests.count == text.count * 9 + 64)
  }

  @Test("it is the same tomorrow: caches are read by other processes")
  func golden() {
    #expect(Digest64(of: Array("檐声会刊，丙午年秋。".utf8)).value == 6_600_800_522_792_042_608)
    #expect(Digest64(of: Array("huikan".utf8)) == Digest64(of: Array("xhuikan".utf8).dropFirst()))
  }
}
