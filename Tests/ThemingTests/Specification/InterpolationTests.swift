import Testing

@Suite("Mustache：取值")
struct InterpolationTests {
  private static let marks: Tree = ["marks": "& \" < >"]

  @Test(
    "取值",
    arguments: [
      Rule("text without tags stays as it is", "本期 {一} 册。\n", gives: "本期 {一} 册。\n"),
      Rule("a name is replaced", "《{{title}}》", ["title": "檐声"], gives: "《檐声》"),
      Rule("a value is escaped", "{{marks}}", marks, gives: "&amp; &quot; &lt; &gt;"),
      Rule("three braces print as it is", "{{{marks}}}", marks, gives: "& \" < >"),
      Rule("an ampersand prints as it is", "{{&marks}}", marks, gives: "& \" < >"),
      Rule("a whole number", "第 {{number}} 期", ["number": 27], gives: "第 27 期"),
      Rule("a whole number, three braces", "{{{number}}}", ["number": 27], gives: "27"),
      Rule("a whole number, ampersand", "{{&number}}", ["number": 27], gives: "27"),
      Rule("a fraction", "{{size}} 米", ["size": 1.25], gives: "1.25 米"),
      Rule("a fraction, three braces", "{{{size}}}", ["size": 1.25], gives: "1.25"),
      Rule("a fraction, ampersand", "{{&size}}", ["size": 1.25], gives: "1.25"),
      Rule("nothing prints nothing", "({{none}})", ["none": nil], gives: "()"),
      Rule("nothing, three braces", "({{{none}}})", ["none": nil], gives: "()"),
      Rule("nothing, ampersand", "({{&none}})", ["none": nil], gives: "()"),
      Rule("a missing name prints nothing", "({{gone}})", gives: "()"),
      Rule("a missing name, three braces", "({{{gone}}})", gives: "()"),
      Rule("a missing name, ampersand", "({{&gone}})", gives: "()"),
    ])
  func values(_ rule: Rule) throws { try rule.check() }

  private static let author: Tree = ["author": ["name": "何<青>"]]
  private static let deep: Tree = ["a": ["b": ["c": ["d": ["e": ["name": "深"]]]]]]

  @Test(
    "带点的名字",
    arguments: [
      Rule(
        "a dotted name is a section in short",
        "{{author.name}} = {{#author}}{{name}}{{/author}}", author,
        gives: "何&lt;青&gt; = 何&lt;青&gt;"),
      Rule(
        "three braces", "{{{author.name}}} = {{#author}}{{{name}}}{{/author}}", author,
        gives: "何<青> = 何<青>"),
      Rule(
        "ampersand", "{{&author.name}} = {{#author}}{{&name}}{{/author}}", author,
        gives: "何<青> = 何<青>"),
      Rule("any depth", "{{a.b.c.d.e.name}}", deep, gives: "深"),
      Rule("a chain that breaks prints nothing", "({{a.b.c}})", ["a": ["x": "1"]], gives: "()"),
      Rule(
        "a broken chain does not look elsewhere", "({{a.b.c.name}})",
        ["a": ["b": ["x": "1"]], "c": ["name": "别处"]], gives: "()"),
      Rule(
        "only the first part looks outward", "{{#a}}{{b.c.d.e.name}}{{/a}}",
        [
          "a": ["b": ["c": ["d": ["e": ["name": "内"]]]]],
          "b": ["c": ["d": ["e": ["name": "外"]]]],
        ], gives: "内"),
      Rule(
        "the first part found decides", "({{#a}}{{b.c}}{{/a}})",
        ["a": ["b": ["x": "1"]], "b": ["c": "错"]], gives: "()"),
      Rule(
        "a leading dot does not look outward", "({{#a}}{{.name}}{{/a}}{{#b}}{{.name}}{{/b}})",
        ["a": ["x": "1"], "b": ["name": "内"], "name": "外"], gives: "(内)"),
      Rule(
        "dotted names do not stand for keys with dots", "({{a.b}})",
        ["a.b": "键", "a": ["b": "值"]], gives: "(值)"),
    ])
  func dottedNames(_ rule: Rule) throws { try rule.check() }

  @Test(
    "省略的名字与空白",
    arguments: [
      Rule("a dot is the text itself", "你好，{{.}}！", "檐声", gives: "你好，檐声！"),
      Rule("a dot is escaped", "{{.}}", "& \" < >", gives: "&amp; &quot; &lt; &gt;"),
      Rule("a dot, three braces", "{{{.}}}", "& \" < >", gives: "& \" < >"),
      Rule("a dot, ampersand", "{{&.}}", "& \" < >", gives: "& \" < >"),
      Rule("a dot and a number", "{{.}} 期", 27, gives: "27 期"),
      Rule("blanks around stay", "| {{x}} |", ["x": "—"], gives: "| — |"),
      Rule("blanks around three braces stay", "| {{{x}}} |", ["x": "—"], gives: "| — |"),
      Rule("blanks around an ampersand stay", "| {{&x}} |", ["x": "—"], gives: "| — |"),
      Rule("a value alone keeps its line", "  {{x}}\n", ["x": "—"], gives: "  —\n"),
      Rule("three braces alone keep their line", "  {{{x}}}\n", ["x": "—"], gives: "  —\n"),
      Rule("an ampersand alone keeps its line", "  {{&x}}\n", ["x": "—"], gives: "  —\n"),
      Rule("blanks inside are nothing", "|{{ x }}|", ["x": "—"], gives: "|—|"),
      Rule("blanks inside three braces", "|{{{ x }}}|", ["x": "—"], gives: "|—|"),
      Rule("blanks after an ampersand", "|{{& x }}|", ["x": "—"], gives: "|—|"),
    ])
  func implicitAndBlanks(_ rule: Rule) throws { try rule.check() }
}
