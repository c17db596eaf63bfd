extension KeyTable {
  static let markdown = KeyTable(
    subject: "markdown", place: "markdown, in site.yml",
    keys: [
      Key(
        "raw_html", .choice,
        "Raw HTML is kept (without this key), sanitized (only what is harmless) or removed",
        "sanitized"),
      Key("wide_emphasis", .flag, "`**` and `*` work beside Chinese punctuation", "false"),
      Key("wide_breaks", .flag, "A line break between two Han characters is no space", "false"),
      Key("tables", .flag, "Tables, and their captions", "false"),
      Key("strikethrough", .flag, "`~~deleted~~`", "false"),
      Key("task_lists", .flag, "`- [ ]` and `- [x]`", "false"),
      Key("footnotes", .flag, "`[^1]` and `[^1]: …`", "false"),
      Key("autolinks", .flag, "Bare addresses are links", "false"),
      Key("heading_ids", .flag, "Headings have ids, for links and the table of contents", "false"),
      Key("attributes", .flag, "`{#id .class}` behind headings and pictures", "false"),
      Key("definition_lists", .flag, "A term, and `: ` before what it means", "false"),
      Key("containers", .flag, "`:::name` … `:::`", "false"),
      Key("ruby", .flag, "Readings over characters", "false"),
      Key("figures", .flag, "A picture alone in a paragraph is a figure with a caption", "false"),
    ])

  static let typography = KeyTable(
    subject: "typography", place: "typography, in site.yml",
    keys: [
      Key("halfwidth-punctuation", .flag, "Half-width punctuation beside Han", "false"),
      Key("fullwidth-latin", .flag, "Digits and Latin letters of full width", "false"),
      Key("ellipsis", .flag, "`...` for ……", "false"),
      Key("dash", .flag, "`--` for ——", "false"),
      Key("straight-quotes", .flag, "Typewriter quotation marks in Chinese", "false"),
      Key("doubled-punctuation", .flag, "Two pauses in a row", "false"),
      Key("space-before-punctuation", .flag, "A space before a full-width mark", "false"),
      Key("space-after-punctuation", .flag, "A space after a full-width mark", "false"),
      Key("space-between-han-and-latin", .flag, "A typed space between Han and Latin", "false"),
      Key("typed-indent", .flag, "Full-width spaces that set a line in", "false"),
      Key("mixed-quotes", .flag, "Two kinds of quotation marks in one text", "false"),
      Key("skipped-heading", .flag, "A heading that skips a level", "false"),
      Key("unread-link", .flag, "A link or picture that is none", "false"),
      Key("unread-heading", .flag, "A heading that is none", "false"),
      Key("unread-list", .flag, "Items that run into one line", "false"),
      Key("blocked-html", .flag, "Raw HTML that browsers do not show", "false"),
      Key("control-character", .flag, "A control character", "false"),
    ])
}
