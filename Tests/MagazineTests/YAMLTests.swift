import Testing

@testable import Magazine

@Suite("Front matter is read fast, and as Yams would read it")
struct YAMLTests {
  @Test(
    "what the fast reader takes on",
    arguments: [
      "title: 听雨\n", "title: \"听雨：一\"\n", "title: '听 # 雨'\n", "a: 1 # 注\nb: 2\n", "a:\nb: ~\n",
      "tags: [雨, 屋檐, \"a, b\"]\n", "tags: []\nb: x\n", "tags:\n  - 雨\n  - '檐'\nb: 1\n",
      "tags:\n- 雨\n- 檐\n", "# 注\n\na: 1\n\n# 注\nb: 2", "a: 1\r\nb: [x, y]\r\n", "a: -5\n",
      "a: http://example.org/x#y\n", "date: 2026-11-07\nstart: 2026-11-28 09:30\n",
    ])
  func fast(text: String) throws {
    let bytes = Array(text.utf8)
    let fast = try #require(FastYAML.read(bytes[...], firstLine: 2))
    #expect(try YAMLReader.read(bytes[...], firstLine: 2) == fast)
  }

  @Test(
    "what it leaves to Yams",
    arguments: [
      "a: b: c\n", "a: |\n  x\n", "a: {b: 1}\n", "a: \"x\\n\"\n", "a: 'it''s'\n", "a: x\n  y\n",
      "a: &x 1\n", "a: *x\n", "a:\n  b: 1\n", "a:\n  - b: 1\n", "a: 1\na: 2\n", "a: [x, [y]]\n",
      "a: [x,\n  y]\n", "\ta: 1\n", "a: x\ty\n", "? a\n: b\n", "- a\n", "a: @x\n", "a: [x, y,]\n",
      "a: \u{85}\n",
      "标题: x\n", "a: x:\n", "--- \na: 1\n", "a: 1\n...\n", "a: \"x\" y\n", "a: [x]y\n", "a:b\n",
      "a: \u{2028}x\n", "a: [x: y]\n", "a: - b\n", "", "# 只有注\n",
    ])
  func notFast(text: String) {
    #expect(FastYAML.read(Array(text.utf8)[...], firstLine: 2) == nil)
  }

  @Test(
    "a text over several lines: no space between Chinese characters, where the text has none",
    arguments: [
      ("a: >\n  第一行\n  第二行\n", "第一行第二行\n"), ("a: >-\n  第一行\n\n  第二行\n", "第一行\n第二行"),
      ("a: 第一行\n  第二行，\n  VIP\n  第四行\n", "第一行第二行，VIP 第四行"),
      ("a: \"第一行\n  第 二 行\"\n", "第一行第 二 行"), ("a: '他说\n  “好”'\n", "他说“好”"),
      ("a: >  # 注\r\n  第一行  \r\n  第二行\r\n", "第一行第二行\n"),
      ("b: 雨\na: >\n  one\n  two 雨\n  檐\n", "one two 雨檐\n"),
      ("a: [第一\n  行, 乙]\n", nil), ("a: |\n  第一行\n  第二行\n", "第一行\n第二行\n"),
      ("a: \"\\u96e8\n  檐 口\"\n", "雨 檐 口"), ("a: >\n  第一行\n    第二行\n", "第一行\n  第二行\n"),
    ])
  func folded(text: String, expected: String?) throws {
    let node = try #require(try YAMLReader.read(Array(text.utf8)[...], firstLine: 2))
    guard case .mapping(let entries) = node.value,
      let value = entries.first(where: { $0.key.text == "a" })?.value
    else {
      Issue.record("no mapping")
      return
    }
    switch value.value {
    case .scalar(let scalar): #expect(scalar.text == expected)
    case .sequence(let items):
      guard case .scalar(let first)? = items.first?.value else {
        Issue.record("no text")
        return
      }
      #expect(expected == nil && first.text == "第一行")
    case .mapping: Issue.record("no text")
    }
  }

  @Test("the two agree on twenty thousand made-up texts, values and places")
  func differential() throws {
    var random = Seeded(state: 20_261_107)
    var taken = 0
    for _ in 0..<20_000 {
      let text = Self.document(&random)
      let bytes = Array(text.utf8)
      guard let fast = FastYAML.read(bytes[...], firstLine: 2) else { continue }
      taken += 1
      let slow = try? YAMLReader.read(bytes[...], firstLine: 2)
      #expect(slow == fast, "\(text.debugDescription)")
      if slow != fast { return }
    }
    #expect(taken > 4000, "the fast reader took on only \(taken)")
  }

  /// Pieces that mean something to YAML, put together mostly well and sometimes badly.
  private static func document(_ random: inout Seeded) -> String {
    let keys = ["title", "tags", "a", "b_c", "d-e", "F1", "标题", "_x", "9"]
    let atoms = [
      "听雨", "x", "雨 檐", "2026-11-07", "09:30", "-5", "- x", "#x", "a#b", "a #b", "a:b", "a: b",
      "“引”", "\"引\"", "'引'", "'it''s'", "\"a\\\"b\"", "\"\"", "''", "~", "null", "true", "[x]",
      "[雨, 檐]", "[ a , \"b\" ,'c' ]", "[a,b]", "[]", "[ ]", "[a, ]", "{a: b}", "&x y", "*x", "!x",
      "|", ">", "%x", "@x", "`x`", "?x", "? x", ":x", ", x", "] x", "} x", "x, y", "x]", "x}", "—",
      "\u{3000}x", "x\u{A0}", "é", "𠀀字", "x\"y", "x'y", "[a'b]", "[a b, c#d]", "[a #b]", "[-a]",
      "[- a]", "[a-b, 1]", "--- x", "---", "...",
    ]
    var text = ""
    for _ in 0..<random.next(1...4) {
      switch random.next(0...9) {
      case 0: text += ["# 注\n", "\n", "  \n", "  # 注\n"][random.next(0...3)]
      case 1, 2:
        text += "\(keys[random.next(0...5)]):\n"
        let indentation = String(repeating: " ", count: random.next(0...3))
        for _ in 0..<random.next(0...3) {
          let wobble = random.next(0...20) == 0 ? " " : ""
          text += "\(indentation)\(wobble)- \(atoms[random.next(0...(atoms.count - 1))])"
          text += [" # 注\n", "\n", "\r\n", "  \n"][min(3, random.next(0...9))]
        }
      case 3:
        text += "\(keys[random.next(0...(keys.count - 1))]):\(["", " ", "  "][random.next(0...2)])"
        text += atoms[random.next(0...(atoms.count - 1))] + "\n"
        if random.next(0...3) == 0 { text += "  \(atoms[random.next(0...(atoms.count - 1))])\n" }
      default:
        text += "\(keys[random.next(0...5)])\(random.next(0...9)): "
        text += atoms[random.next(0...(atoms.count - 1))]
        text += ["\n", "\n", " \n", " # 注\n", "\r\n", " #注\n", "#注\n"][random.next(0...6)]
      }
    }
    if random.next(0...5) == 0, !text.isEmpty { text.removeLast() }
    return text
  }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct Seeded {
  var state: UInt64

  mutating func next(_ range: ClosedRange<Int>) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return range.lowerBound + Int(mixed % UInt64(range.count))
  }
}
