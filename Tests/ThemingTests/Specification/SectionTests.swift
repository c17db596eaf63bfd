import Testing

@Suite("Mustache：节")
struct SectionTests {
  private static let yes: Tree = ["yes": true]

  @Test(
    "真、假与上下文",
    arguments: [
      Rule("true shows", "({{#yes}}有{{/yes}})", yes, gives: "(有)"),
      Rule("false hides", "({{#no}}有{{/no}})", ["no": false], gives: "()"),
      Rule("nothing hides", "({{#none}}有{{/none}})", ["none": nil], gives: "()"),
      Rule("a missing name hides", "({{#gone}}有{{/gone}})", gives: "()"),
      Rule(
        "an object is entered", "{{#author}}作者 {{name}}{{/author}}", ["author": ["name": "何青"]],
        gives: "作者 何青"),
      Rule(
        "what is missing inside is found outside", "{{#in}}{{a}}、{{b}}、{{c.d}}{{/in}}",
        ["a": "甲", "b": "错", "in": ["b": "乙"], "c": ["d": "丙"]], gives: "甲、乙、丙"),
      Rule(
        "a text is true and stands for itself", "{{#name}}{{.}}就是{{name}}{{/name}}",
        ["name": "檐声"], gives: "檐声就是檐声"),
      Rule("a text is no list", "({{#name}}一次{{/name}})", ["name": "三个字"], gives: "(一次)"),
      Rule(
        "sections may follow one another",
        "{{#yes}}\n一\n{{/yes}}\n{{two}}\n{{#yes}}\n三\n{{/yes}}\n", ["yes": true, "two": "二"],
        gives: "一\n二\n三\n"),
      Rule(
        "sections nest, true", "| 甲 {{#yes}}乙 {{#yes}}丙{{/yes}} 丁{{/yes}} 戊 |", yes,
        gives: "| 甲 乙 丙 丁 戊 |"),
      Rule(
        "sections nest, false", "| 甲 {{#no}}乙 {{#no}}丙{{/no}} 丁{{/no}} 戊 |", ["no": false],
        gives: "| 甲  戊 |"),
      Rule(
        "every context around can be seen",
        """
        {{#a}}
        {{one}}
        {{#b}}
        {{one}}{{two}}{{one}}
        {{#c.d}}
        {{one}}{{two}}{{four}}{{two}}{{one}}
        {{#five}}
        {{one}}{{two}}{{four}}{{five}}{{.}}6{{.}}{{five}}{{four}}{{two}}{{one}}
        {{/five}}
        {{/c.d}}
        {{/b}}
        {{/a}}
        """,
        [
          "a": ["one": 1], "b": ["two": 2], "c": ["three": 3, "d": ["four": 4, "five": 5]],
        ], gives: "1\n121\n12421\n12455655421\n"),
    ])
  func truth(_ rule: Rule) throws { try rule.check() }

  @Test(
    "列表",
    arguments: [
      Rule(
        "a list repeats", "{{#list}}{{item}}、{{/list}}",
        ["list": [["item": 1], ["item": 2], ["item": 3]]], gives: "1、2、3、"),
      Rule("an empty list hides", "({{#list}}有{{/list}})", ["list": []], gives: "()"),
      Rule(
        "lists in lists see all around",
        "{{#issues}}{{#columns}}{{head.no}}{{name}}：{{#titles}}{{head.year}}{{name}}{{t}}。{{/titles}}{{/columns}}{{/issues}}",
        [
          "issues": [
            [
              "head": ["year": "26", "no": "二七"],
              "columns": [["name": "街坊", "titles": [["t": "甲"], ["t": "乙"]]]],
            ]
          ]
        ], gives: "二七街坊：26街坊甲。26街坊乙。"),
      Rule(
        "a dot is a text of the list", "{{#tags}}({{.}}){{/tags}}", ["tags": ["茶", "桥", "雨"]],
        gives: "(茶)(桥)(雨)"),
      Rule("a dot is a number", "{{#list}}({{.}}){{/list}}", ["list": [1, 2]], gives: "(1)(2)"),
      Rule(
        "a dot is a fraction", "{{#list}}({{.}}){{/list}}", ["list": [1.5, 2.25]],
        gives: "(1.5)(2.25)"),
      Rule(
        "a dot is a list", "{{#list}}({{#.}}{{.}}{{/.}}){{/list}}",
        ["list": [[1, 2], ["甲", "乙"]]], gives: "(12)(甲乙)"),
      Rule("a dot is escaped", "{{#list}}{{.}}{{/list}}", ["list": ["<"]], gives: "&lt;"),
      Rule("a dot, three braces", "{{#list}}{{{.}}}{{/list}}", ["list": ["<"]], gives: "<"),
      Rule("a dot, ampersand", "{{#list}}{{&.}}{{/list}}", ["list": ["<"]], gives: "<"),
      Rule(
        "the whole data may be a list", "{{#.}}({{x}}){{/.}}", [["x": "甲"], ["x": "乙"]],
        gives: "(甲)(乙)"),
      Rule("dotted and true", "({{#a.b.c}}有{{/a.b.c}})", ["a": ["b": ["c": true]]], gives: "(有)"),
      Rule("dotted and false", "({{#a.b.c}}有{{/a.b.c}})", ["a": ["b": ["c": false]]], gives: "()"),
      Rule("a chain that breaks hides", "({{#a.b.c}}有{{/a.b.c}})", ["a": ["x": 1]], gives: "()"),
    ])
  func lists(_ rule: Rule) throws { try rule.check() }

  @Test(
    "空白与独行",
    arguments: [
      Rule("blanks around stay", " | {{#yes}}\t|\t{{/yes}} | \n", yes, gives: " | \t|\t | \n"),
      Rule(
        "blanks inside stay", " | {{#yes}} {{! 空 }}\n {{/yes}} | \n", yes, gives: " |  \n  | \n"),
      Rule(
        "sections on one line keep it", " {{#yes}}甲{{/yes}}\n {{#yes}}乙{{/yes}}\n", yes,
        gives: " 甲\n 乙\n"),
      Rule(
        "tags alone on a line take it", "| 一\n{{#yes}}\n|\n{{/yes}}\n| 二\n", yes,
        gives: "| 一\n|\n| 二\n"),
      Rule(
        "indented tags alone take their line", "| 一\n  {{#yes}}\n|\n  {{/yes}}\n| 二\n", yes,
        gives: "| 一\n|\n| 二\n"),
      Rule(
        "CR LF ends a line", "|\r\n{{#yes}}\r\n{{/yes}}\r\n|", yes, gives: "|\r\n|"),
      Rule("the first line has none before it", "  {{#yes}}\n井{{/yes}}\n/", yes, gives: "井\n/"),
      Rule("the last line has none after it", "井{{#yes}}\n/\n  {{/yes}}", yes, gives: "井\n/\n"),
      Rule("blanks inside tags are nothing", "|{{# yes }}={{/ yes }}|", yes, gives: "|=|"),
    ])
  func blanks(_ rule: Rule) throws { try rule.check() }
}
