import Testing

@Suite("Mustache：片段")
struct PartialTests {
  @Test(
    "片段",
    arguments: [
      Rule("a partial stands in its place", "（{{>p}}）", partials: ["p": "片"], gives: "（片）"),
      Rule("a missing partial prints nothing", "（{{>p}}）", gives: "（）"),
      Rule(
        "it sees what is around", "（{{>p}}）", ["x": "好"], partials: ["p": "*{{x}}*"],
        gives: "（*好*）"),
      Rule(
        "it may contain itself", "{{>node}}",
        ["name": "甲", "nodes": [["name": "乙", "nodes": []]]],
        partials: ["node": "{{name}}<{{#nodes}}{{>node}}{{/nodes}}>"], gives: "甲<乙<>>"),
      Rule(
        "it may contain others", "{{>outer}}", ["x": "好"],
        partials: ["outer": "外{{>inner}}", "inner": "内{{x}}"], gives: "外内好"),
      Rule(
        "blanks around stay", "| {{>p}} |", partials: ["p": "\t|\t"], gives: "| \t|\t |"),
      Rule(
        "on a line with others it is not indented", "  {{x}}  {{> p}}\n", ["x": "|"],
        partials: ["p": ">\n>"], gives: "  |  >\n>\n"),
      Rule("CR LF ends a line", "|\r\n{{>p}}\r\n|", partials: ["p": ">"], gives: "|\r\n>|"),
      Rule("the first line", "  {{>p}}\n>", partials: ["p": ">\n>"], gives: "  >\n  >>"),
      Rule("the last line", ">\n  {{>p}}", partials: ["p": ">\n>"], gives: ">\n  >\n  >"),
      Rule(
        "each of its lines is indented, but not those of a value",
        "\\\n {{>p}}\n/\n", ["x": "<\n->"],
        partials: ["p": "|\n{{{x}}}\n|\n"], gives: "\\\n |\n <\n->\n |\n/\n"),
      Rule("blanks inside are nothing", "|{{> p }}|", partials: ["p": "[]"], gives: "|[]|"),
      Rule(
        "indentations add up", " {{>a}}\n", partials: ["a": "甲\n  {{>b}}\n", "b": "乙\n丙\n"],
        gives: " 甲\n   乙\n   丙\n"),
      Rule(
        "an indented partial repeats with its indentation", "  {{>p}}\n", ["list": ["一", "二"]],
        partials: ["p": "{{#list}}\n{{.}}\n{{/list}}\n"], gives: "  一\n  二\n",
        oracleDiffers: "it indents the first turn only"),
      Rule(
        "an indented partial that contains itself is indented level by level", "{{>node}}",
        ["name": "甲", "nodes": [["name": "乙", "nodes": [["name": "丙", "nodes": []]]]]],
        partials: ["node": "- {{name}}\n{{#nodes}}\n  {{>node}}\n{{/nodes}}\n"],
        gives: "- 甲\n  - 乙\n    - 丙\n"),
    ])
  func partials(_ rule: Rule) throws { try rule.check() }
}
