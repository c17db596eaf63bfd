import Markdown
import Testing

@Suite("Lint: marks that stand on the page as they were written, and HTML that stands on none")
struct UnreadMarksTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var text: String
    var told: [String]

    init(_ text: String, _ told: String...) {
      self.text = text
      self.told = told
    }

    var testDescription: String { text.debugDescription }
  }

  /// `line:column message; remedy`, as far as the example goes; nothing is repaired.
  private func check(_ example: Example) {
    let lint = LintText(example.text)
    let told = lint.findings.map { "\($0.line):\($0.column) \($0.message); \($0.remedy)" }
    #expect(told.count == example.told.count, "\(told)")
    for (line, expected) in zip(told, example.told) { #expect(line.hasPrefix(expected), "\(line)") }
    #expect(lint.repaired == example.text)
  }

  @Test(
    "a link or picture that is none",
    arguments: [
      Example(
        "![图](图片/照片 一（春）.jpg)",
        "1:11 this is no link: a blank stands in its address; put the address between < and >"),
      Example(
        "见[词]（poem.md）。",
        "1:5 this is no link: the parentheses around its address have full width; write ( and )"),
      Example("见[词](poem.md）。", "1:13 this is no link: the parentheses around its address"),
      Example("[词]（poem.md#two)", "1:4 this is no link: the parentheses"),
      Example("[词]（https://a.example/x）", "1:4 this is no link: the parentheses"),
      Example("【词】(poem.md)", "1:3 this is no link: its brackets have full width; write [ and ]"),
      Example(
        "[词](poem.md “静夜思”)", "1:12 this is no link: the title behind its address has curved"),
      Example("> [词]（../poem.md）", "1:6 this is no link: the parentheses"),
      Example("[词](<春 游.md>)、[词](poem.md)、![图](图片/照片%20一.jpg)、[词](poem.md \"静\")"),
      Example("[注]（见下）、[一]（#1）、[甲](见 乙)、[甲]（VIP 2.0）、【重要】(限时)"),
      Example("`[词]（poem.md）`、<code>[词]（poem.md）</code>、\\[词]（poem.md）"),
      Example("```\n![图](照片 一.jpg)\n```"),
    ])
  func links(_ example: Example) {
    // What is no link may have half-width marks in it.
    check(example.withoutTypography)
  }

  @Test(
    "a heading that is none",
    arguments: [
      Example(
        "#没空格", "1:1 this is no heading: no blank stands behind its marks; write “# ”, with a half"),
      Example(
        "##　标题", "1:1 this is no heading: the blank behind its marks has full width; write “## ”"),
      Example("＃＃ 标题", "1:1 this is no heading: its marks have full width"),
      Example("文。\n###《山居》", "2:1 this is no heading: no blank stands"),
      Example("> ##Title 檐", "1:3 this is no heading: no blank stands"),
      Example("## 标题\n\n###\n\n#雨# 与 #檐口#"),
      Example("#3床\n\n#include 檐\n\n#fff是白\n\n说#雨\n\n\\#雨\n\n`#雨`\n\n####### 七"),
      Example("| #号 |\n|---|\n| ##甲 |"),
    ])
  func headings(_ example: Example) { check(example.withoutTypography) }

  @Test(
    "a list that is none",
    arguments: [
      Example(
        "1.报到\n2.集合\n3.出发",
        "2:1 this is no list: no blank stands behind its marks, and the lines run into one; write a"
      ),
      Example("1、报到\n2、集合", "2:1 this is no list: no blank stands behind its marks, and the lines"),
      Example("（一）报到\n在大堂。\n（二）集合", "3:1 this is no list"),
      Example("一、报到\n二、集合", "2:1 this is no list"),
      Example("•报到\n•集合", "2:1 this is no list"),
      Example("-报到\n-集合", "2:1 this is no list"),
      Example("1. 报到\n2. 集合\n\n- 报到\n- 集合"),
      Example("1.报到  \n2.集合\n\n1.报到\\\n2.集合\n\n1.报到<br>\n2.集合"),
      Example("1.报到\n\n2.集合\n\n2026.\n3.5米\n4.5米\n\n在上海的\n2.集合"),
      Example("    1.报到\n    2.集合\n\n```\n1.报到\n2.集合\n```"),
    ])
  func lists(_ example: Example) { check(example.withoutTypography) }

  @Test(
    "HTML that the site's security policy forbids, once a text for each kind",
    arguments: [
      Example(
        "<iframe src=\"https://a.example\"></iframe>",
        "1:1 browsers leave <iframe> out: the site's security policy forbids it; write a link"),
      Example(
        "<span style=\"color: red\">红</span>",
        "1:7 browsers take no notice of style=\"…\": the site's security policy forbids it; write class"
      ),
      Example(
        "> <p\n> STYLE=a>甲</p>\n\n<b style='x'>乙</b>",
        "2:3 browsers take no notice of style=\"…\": the site's security policy forbids it; "
          + "this text has it 2 times, here first"),
      Example("甲<b onclick=\"x()\">乙</b>", "1:5 browsers take no notice of onclick=\"…\""),
      Example("<style>\np { style: x }\n</style>", "1:1 browsers leave <style> out"),
      Example(
        "<p class=\"style\" data-style=\"x\" translate=\"no\">甲</p>\n\n<br>\n\n<!-- <iframe> -->"),
      Example("`<iframe>`\n\n```html\n<p style=\"x\">\n```\n\n\\<iframe>"),
    ])
  func html(_ example: Example) { check(example) }

  @Test(
    "control characters, wherever they stand",
    arguments: [
      Example(
        "檐口\u{B}滴水\n\n`\u{1}`",
        "1:3 here stands a control character, U+000B, which nobody sees; delete it",
        "3:2 here stands a control character, U+0001"),
      Example("檐\u{85}口", "1:2 here stands a control character, U+0085"),
      Example("檐\t口\r\n，〇é\u{A0}\u{200B}"),
    ])
  func control(_ example: Example) { check(example) }

  @Test("each is switched off by its code")
  func off() {
    for code in [LintCode.unreadLink, .unreadHeading, .unreadList, .blockedHTML, .controlCharacter]
    {
      let text = "<!-- lint-disable \(code.rawValue) -->\n\n\(code.before)\n"
      #expect(LintText(text).codes == [])
    }
  }
}

extension UnreadMarksTests.Example {
  /// The same with the rules of typography switched off, which would find other things in it.
  fileprivate var withoutTypography: Self {
    var example = self
    let codes = LintCode.allCases.filter {
      !$0.rawValue.hasPrefix("unread") && $0 != .unknownLintCode
    }
    let comment = "<!-- lint-disable \(codes.map(\.rawValue).joined(separator: " ")) -->\n"
    example.text = comment + "\n" + text
    example.told = told.map { line in
      let colon = line.firstIndex(of: ":") ?? line.startIndex
      return "\((Int(line[..<colon]) ?? 0) + 2)\(line[colon...])"
    }
    return example
  }
}
