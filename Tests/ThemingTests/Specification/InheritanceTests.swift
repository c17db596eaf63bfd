import Testing

@Suite("Mustache：继承")
struct InheritanceTests {
  private static let layout = ["layout": "…{{$title}}默认{{/title}}…"]

  @Test(
    "块与版式",
    arguments: [
      Rule("a block prints its default", "{{$t}}默认{{/t}}\n", gives: "默认\n"),
      Rule("a default holds values", "{{$t}}《{{x}}》{{/t}}", ["x": "檐声"], gives: "《檐声》"),
      Rule("a default holds three braces", "{{$t}}{{{x}}}{{/t}}", ["x": "<b>"], gives: "<b>"),
      Rule(
        "a default holds sections", "{{$t}}{{#a}}{{x}}{{/a}}{{/t}}", ["a": ["x": "好"]],
        gives: "好"),
      Rule(
        "a default holds inverted sections", "{{$t}}{{^a}}{{x}}{{/a}}{{/t}}", ["x": "好"],
        gives: "好"),
      Rule(
        "data are not templates", "{{$t}}{{#a}}{{x}}{{/a}}{{/t}}", ["a": ["x": "{{y}}"]],
        gives: "{{y}}"),
      Rule(
        "a layout prints its defaults", "{{<layout}}{{/layout}}", partials: layout, gives: "…默认…"),
      Rule(
        "a block is replaced", "{{<layout}}{{$title}}本页{{/title}}{{/layout}}", partials: layout,
        gives: "…本页…"),
      Rule(
        "data do not replace a block", "{{<layout}}{{$title}}本页{{/title}}{{/layout}}",
        ["title": "数据"], partials: layout, gives: "…本页…"),
      Rule(
        "data do not replace a default", "{{<layout}}{{/layout}}", ["title": "数据"],
        partials: layout, gives: "…默认…"),
      Rule(
        "a layout on a line with others", "甲{{<layout}}{{$title}}乙{{/title}}{{/layout}}丙",
        partials: layout, gives: "甲…乙…丙"),
      Rule(
        "each use has its own blocks",
        "{{<p}}{{$a}}一{{/a}}{{/p}} {{<p}}{{$a}}二{{/a}}{{/p}}\n",
        partials: ["p": "|{{$a}}…{{/a}}{{$b}} 默认{{/b}}|"], gives: "|一 默认| |二 默认|\n"),
      Rule(
        "only what is given is replaced", "{{<p}}{{$b}}给的{{/b}}{{/p}}",
        partials: ["p": "{{$a}}默认甲{{/a}}，{{$b}}默认乙{{/b}}"], gives: "默认甲，给的"),
      Rule(
        "a layout without blocks is a partial", "{{>p}}|{{<p}}{{/p}}",
        partials: ["p": "{{$a}}默认{{/a}}"], gives: "默认|默认"),
      Rule(
        "other text in the tag is not printed", "{{<p}} 甲 {{$a}}乙{{/a}} 丙 {{/p}}",
        partials: ["p": "{{$a}}默认{{/a}}"], gives: "乙"),
      Rule(
        "other text alone is not printed", "{{<p}} 甲 {{/p}}",
        partials: ["p": "{{$a}}默认{{/a}}"], gives: "默认"),
      Rule(
        "a block sees what is around its place", "{{<p}}{{$a}}我是{{x}}。{{/a}}{{/p}}",
        ["x": "外", "in": ["x": "内"]], partials: ["p": "{{#in}}{{$a}}你是{{x}}。{{/a}}{{/in}}"],
        gives: "我是内。"),
    ])
  func blocks(_ rule: Rule) throws { try rule.check() }

  @Test(
    "多层",
    arguments: [
      Rule(
        "the outermost gives", "{{<a}}{{$x}}页{{/x}}{{/a}}",
        partials: [
          "a": "{{<b}}{{$x}}甲{{/x}}{{/b}}", "b": "{{<c}}{{$x}}乙{{/x}}{{/c}}",
          "c": "{{$x}}丙{{/x}}",
        ], gives: "页"),
      Rule(
        "then the next", "{{<a}}{{/a}}",
        partials: [
          "a": "{{<b}}{{$x}}甲{{/x}}{{/b}}", "b": "{{<c}}{{$x}}乙{{/x}}{{/c}}",
          "c": "{{$x}}丙{{/x}}",
        ], gives: "甲"),
      Rule(
        "layouts may lead back to themselves", "{{<p}}{{$a}}换{{/a}}{{/p}}",
        partials: [
          "p": "{{$a}}默认{{/a}} {{$b}}{{<q}}{{/q}}{{/b}}",
          "q": "{{$a}}乙默认{{/a}} {{<p}}{{$b}}到此为止{{/b}}{{/p}}",
        ], gives: "换 换 换 到此为止"),
      Rule(
        "a card in a page keeps its own title",
        "{{<outer}}{{$title}}页题{{/title}}{{$main}}{{<card}}{{$title}}卡题{{/title}}{{/card}}{{/main}}{{/outer}}",
        partials: [
          "outer": "<{{$title}}{{/title}}>{{$main}}{{/main}}", "card": "[{{$title}}{{/title}}]",
        ], gives: "<页题>[卡题]",
        oracleDiffers: "it replaces every block of the name, wherever it is written"),
    ])
  func levels(_ rule: Rule) throws { try rule.check() }

  @Test(
    "空白与缩进",
    arguments: [
      Rule(
        "blocks with lines", "{{<p}}{{$a}}\n甲\n\n：（\n{{/a}}{{/p}}",
        partials: ["p": "{{$a}}默认{{/a}}"], gives: "甲\n\n：（\n"),
      Rule(
        "a block takes its place's indentation", "{{<p}}{{$a}}换的{{/a}}{{/p}}",
        partials: ["p": "停：\n  {{$a}}默认{{/a}}\n"], gives: "停：\n  换的\n"),
      Rule(
        "a layout alone on its line is indented", "嗨，\n  {{<p}}{{/p}}\n",
        partials: ["p": "一\n二\n"], gives: "嗨，\n  一\n  二\n"),
      Rule(
        "a block's place may be one line", "{{<p}}{{$a}}\n一\n二{{/a}}\n{{/p}}\n",
        partials: ["p": "嗨，\n  {{$a}}{{/a}}\n"], gives: "嗨，\n  一\n  二\n"),
      Rule(
        "the indentation of where it is written goes",
        "{{<p}}{{$a}}\n    一\n    二\n{{/a}}{{/p}}\n",
        partials: ["p": "嗨，\n  {{$a}}\n  {{/a}}\n"], gives: "嗨，\n  一\n  二\n"),
      Rule(
        "the default's indentation is the place's", "{{<p}}{{$a}}\n一\n二\n{{/a}}{{/p}}\n",
        partials: ["p": "嗨，\n{{$a}}\n  默认\n{{/a}}\n"], gives: "嗨，\n  一\n  二\n",
        oracleDiffers: "it takes the tag's indentation"),
      Rule(
        "lines keep their indentation among themselves",
        "{{<p}}{{$a}}\n    一\n      二\n    三\n{{/a}}{{/p}}\n",
        partials: ["p": "  {{$a}}\n  {{/a}}\n"], gives: "  一\n    二\n  三\n"),
    ])
  func blanks(_ rule: Rule) throws { try rule.check() }
}
