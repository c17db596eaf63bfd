import Testing

@Suite("Mustache：注释与定界符")
struct CommentAndDelimiterTests {
  @Test(
    "注释",
    arguments: [
      Rule("a comment is not printed", "甲{{! 注 }}乙", gives: "甲乙"),
      Rule("it may have lines", "甲{{!\n  第一行\n  第二行\n}}乙\n", gives: "甲乙\n"),
      Rule("alone it takes its line", "甲\n{{! 注 }}\n乙\n", gives: "甲\n乙\n"),
      Rule("indented alone", "甲\n  {{! 注 }}\n乙\n", gives: "甲\n乙\n"),
      Rule("CR LF ends a line", "|\r\n{{! 注 }}\r\n|", gives: "|\r\n|"),
      Rule("the first line", "  {{! 注 }}\n甲", gives: "甲"),
      Rule("the last line", "甲\n  {{! 注 }}", gives: "甲\n"),
      Rule("lines alone", "甲\n{{!\n注\n}}\n乙\n", gives: "甲\n乙\n"),
      Rule("indented lines alone", "甲\n  {{!\n    注\n  }}\n乙\n", gives: "甲\n乙\n"),
      Rule("on a line with others", "  甲 {{! 注 }}\n", gives: "  甲 \n"),
      Rule("blanks around stay", "甲 {{! 注 }} 乙", gives: "甲  乙"),
      Rule(
        "a comment is no name", "({{! a }}{{!a}}{{!  a}})",
        ["! a": 1, "!a": 2, "a": 3], gives: "()"),
    ])
  func comments(_ rule: Rule) throws { try rule.check() }

  @Test(
    "定界符",
    arguments: [
      Rule("they may be changed", "{{=<% %>=}}(<%x%>)", ["x": "好"], gives: "(好)"),
      Rule("any characters", "({{=[ ]=}}[x])", ["x": "好"], gives: "(好)"),
      Rule(
        "they hold on after a section",
        "[\n{{#s}}\n  {{x}}\n  |x|\n{{/s}}\n\n{{= | | =}}\n|#s|\n  {{x}}\n  |x|\n|/s|\n]\n",
        ["s": true, "x": "好"], gives: "[\n  好\n  |x|\n\n  {{x}}\n  好\n]\n"),
      Rule(
        "they hold on after an inverted section",
        "[\n{{^s}}\n  {{x}}\n  |x|\n{{/s}}\n\n{{= | | =}}\n|^s|\n  {{x}}\n  |x|\n|/s|\n]\n",
        ["s": false, "x": "好"], gives: "[\n  好\n  |x|\n\n  {{x}}\n  好\n]\n"),
      Rule(
        "a partial has its own", "[ {{>p}} ]\n{{= | | =}}\n[ |>p| ]\n", ["x": "好"],
        partials: ["p": ".{{x}}."], gives: "[ .好. ]\n[ .好. ]\n"),
      Rule(
        "a partial's do not come back", "[ {{>p}} ]\n[ .{{x}}.  .|x|. ]\n", ["x": "好"],
        partials: ["p": ".{{x}}. {{= | | =}} .|x|."],
        gives: "[ .好.  .好. ]\n[ .好.  .|x|. ]\n"),
      Rule("blanks around stay", "| {{=@ @=}} |", gives: "|  |"),
      Rule("blanks before on the line stay", " | {{=@ @=}}\n", gives: " | \n"),
      Rule("alone it takes its line", "甲\n{{=@ @=}}\n乙\n", gives: "甲\n乙\n"),
      Rule("indented alone", "甲\n  {{=@ @=}}\n乙\n", gives: "甲\n乙\n"),
      Rule("CR LF ends a line", "|\r\n{{= @ @ =}}\r\n|", gives: "|\r\n|"),
      Rule("the first line", "  {{=@ @=}}\n=", gives: "="),
      Rule("the last line", "=\n  {{=@ @=}}", gives: "=\n"),
      Rule("blanks inside", "|{{= @   @ =}}|", gives: "||"),
    ])
  func delimiters(_ rule: Rule) throws { try rule.check() }
}
