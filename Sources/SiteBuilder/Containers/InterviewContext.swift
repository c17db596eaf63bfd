import Markdown
import Theming

/// 问答: an interview.
struct InterviewContext: ContainerContext {
  var frame: ContainerFrame
  var title: String?
  var lead: HTML?
  var turns: [TurnContext]

  /// `text` makes markup of content, with all that is to be filled in.
  init(_ container: MarkdownContainer, text: (MarkdownMarkup) -> HTML) {
    let interview = container.interview
    // Filled in once: what is nested would be written anew for each.
    frame = ContainerFrame(
      container, content: interview == nil ? text(container.content) : HTML())
    title = container.words
    lead = interview.flatMap { $0.lead.isEmpty ? nil : text($0.lead) }
    turns = interview?.turns.map { TurnContext($0, content: text($0.content)) } ?? []
  }

  static let shape = container(
    "interview", content: "What stands between its lines; empty where there are turns.",
    [
      .optionalText("title", "Its title.") { $0.title },
      .optionalHTML("lead", "What stands before the first turn.") { $0.lead },
      .list("turns", "What is said, where paragraphs begin with 问： or another speaker's mark.") {
        $0.turns
      },
      .flag("has_turns", "Whether there are any; else show `content`.") { !$0.turns.isEmpty },
    ])
}

/// What one person says.
struct TurnContext: TemplateContext {
  var speaker: String
  var asks: Bool
  var content: HTML

  init(_ turn: MarkdownInterview.Turn, content: HTML) {
    speaker = turn.speaker
    asks = turn.asks
    self.content = content
  }

  static let shape = Shape<TurnContext>(
    "turn",
    [
      .text("speaker", "Who speaks: 顾南屏, or 问.") { $0.speaker },
      .flag("asks", "Whether it is a question.") { $0.asks },
      .html("content", "What is said.") { $0.content },
    ])
}
