import Testing

@Suite("Mustache：反节")
struct InvertedTests {
  private static let no: Tree = ["no": false]

  @Test(
    "真、假与列表",
    arguments: [
      Rule("false shows", "({{^no}}无{{/no}})", no, gives: "(无)"),
      Rule("true hides", "({{^yes}}无{{/yes}})", ["yes": true], gives: "()"),
      Rule("nothing shows", "({{^none}}无{{/none}})", ["none": nil], gives: "(无)"),
      Rule("an object hides", "({{^a}}无 {{name}}{{/a}})", ["a": ["name": "何"]], gives: "()"),
      Rule("a list hides", "({{^list}}无{{/list}})", ["list": [["n": 1], ["n": 2]]], gives: "()"),
      Rule("an empty list shows", "({{^list}}无{{/list}})", ["list": []], gives: "(无)"),
      Rule("a missing name shows", "({{^gone}}无{{/gone}})", gives: "(无)"),
      Rule(
        "they may follow one another", "{{^no}}\n一\n{{/no}}\n{{two}}\n{{^no}}\n三\n{{/no}}\n",
        ["no": false, "two": "二"], gives: "一\n二\n三\n"),
      Rule(
        "they nest, false", "| 甲 {{^no}}乙 {{^no}}丙{{/no}} 丁{{/no}} 戊 |", no,
        gives: "| 甲 乙 丙 丁 戊 |"),
      Rule(
        "they nest, true", "| 甲 {{^yes}}乙 {{^yes}}丙{{/yes}} 丁{{/yes}} 戊 |", ["yes": true],
        gives: "| 甲  戊 |"),
      Rule("dotted and true", "({{^a.b.c}}无{{/a.b.c}})", ["a": ["b": ["c": true]]], gives: "()"),
      Rule(
        "dotted and false", "({{^a.b.c}}无{{/a.b.c}})", ["a": ["b": ["c": false]]], gives: "(无)"),
      Rule("a chain that breaks shows", "({{^a.b.c}}无{{/a.b.c}})", ["a": ["x": 1]], gives: "(无)"),
      Rule(
        "an empty text shows, for a page has nothing to say", "({{^t}}无{{/t}})", ["t": ""],
        gives: "(无)", oracleDiffers: "Swift's empty string is true to it"),
    ])
  func truth(_ rule: Rule) throws { try rule.check() }

  @Test(
    "空白与独行",
    arguments: [
      Rule("blanks around stay", " | {{^no}}\t|\t{{/no}} | \n", no, gives: " | \t|\t | \n"),
      Rule("blanks inside stay", " | {{^no}} {{! 空 }}\n {{/no}} | \n", no, gives: " |  \n  | \n"),
      Rule(
        "on one line", " {{^no}}甲{{/no}}\n {{^no}}乙{{/no}}\n", no, gives: " 甲\n 乙\n"),
      Rule(
        "alone on a line", "| 一\n{{^no}}\n|\n{{/no}}\n| 二\n", no, gives: "| 一\n|\n| 二\n"),
      Rule(
        "indented alone", "| 一\n  {{^no}}\n|\n  {{/no}}\n| 二\n", no, gives: "| 一\n|\n| 二\n"),
      Rule("CR LF ends a line", "|\r\n{{^no}}\r\n{{/no}}\r\n|", no, gives: "|\r\n|"),
      Rule("the first line", "  {{^no}}\n^{{/no}}\n/", no, gives: "^\n/"),
      Rule("the last line", "^{{^no}}\n/\n  {{/no}}", no, gives: "^\n/\n"),
      Rule("blanks inside tags", "|{{^ no }}={{/ no }}|", no, gives: "|=|"),
    ])
  func blanks(_ rule: Rule) throws { try rule.check() }
}
