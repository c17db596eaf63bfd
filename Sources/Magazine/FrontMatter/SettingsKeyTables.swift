extension KeyTable {
  static let site = KeyTable(
    subject: "the site", place: "site.yml",
    keys: [
      Key("title", .text, required: true, "The title of the magazine", "檐声"),
      Key("description", .text, "One or two sentences for search engines and feeds", "檐声会的会刊。"),
      Key("language", .choice, "The language of the pages: zh-Hans, zh-Hant or en", "zh-Hans"),
      Key(
        "traditional", .choice,
        "The Traditional edition under `/hant/`, by OpenCC: s2t, s2tw, s2twp (Taiwan's words too) or s2hk",
        "s2tw"),
      Key("ebooks", .flag, "Each issue is also made as a book, EPUB", "true"),
      Key("base_url", .text, "The site's own address, without a path", "https://yansheng.example"),
      Key("theme", .text, "The theme", "jia"),
      Key("columns", .mappings, "The columns, in their order; none means free choice", ""),
      Key("tags", .mapping, "Slugs for topics: the topic, a colon, the slug", "{雨: rain}"),
      Key("menu", .mappings, "The menu; none means the theme's own", ""),
      Key("footer", .texts, "Paragraphs at the foot of every page", "[一年四期，送给每一位会员。]"),
      Key("footer_menu", .mappings, "Links at the foot of every page", ""),
      Key("feed_size", .number, "How many entries the feed holds, 1 to 500", "20"),
      Key("list_size", .number, "How many articles a page of a long list holds, 10 to 1000", "60"),
      Key("search", .flag, "Whether the site can be searched; yes where nothing is said", "false"),
      Key(
        "offline", .flag,
        "Whether the site can be read without a network; yes where nothing is said", "false"),
      Key("markdown", .mapping, "Which marks of Markdown there are, and raw HTML", "{ruby: false}"),
      Key("typography", .mapping, "Which rules `huikan check` leaves out", "{dash: false}"),
    ])

  static let names = KeyTable(
    subject: "names", place: "names.yml",
    keys: [
      Key("people", .texts, "People's names: 余, 于, 范 and others stay in them", "[余一鸣, 于是之]"),
      Key(
        "words", .mapping, "Places and anything else: the word, a colon, what is printed",
        "{胡同: 胡同}"),
    ])

  static let siteColumn = KeyTable(
    subject: "a column", place: "columns, in site.yml",
    keys: [
      Key("slug", .slug, required: true, "The last part of its URL", "yingzao"),
      Key("name", .text, required: true, "The name", "营造"),
      Key("summary", .text, "One or two sentences", "带卷尺去，带数字回来。"),
    ])

  static let menuItem = KeyTable(
    subject: "a menu item", place: "menu and footer_menu, in site.yml",
    keys: [
      Key("title", .text, required: true, "The words of the link", "征稿"),
      Key("link", .text, required: true, "A content file, or a URL", "/pages/call.md"),
    ])

  static let club = KeyTable(
    subject: "the club", place: "club.yml",
    keys: [
      Key("name", .text, required: true, "The club's name", "檐声会"),
      Key("short_name", .text, "A short form of the name", "檐声"),
      Key("magazine", .text, "The magazine's name", "檐声"),
      Key("motto", .text, "The motto", "一张卡，一份会刊，一本存折"),
      Key("contact", .mapping, "How members reach the club", ""),
      Key("consent", .mapping, required: true, "What a person agrees to when joining", ""),
      Key("ways_to_join", .mappings, "The ways of joining, in their order", ""),
      Key("tiers", .mappings, "The tiers of membership, the lowest first", ""),
      Key("point_rules", .mappings, "What members get points for", ""),
      Key("campaigns", .mappings, "Times in which rules give more, or other, points", ""),
      Key(
        "points_validity", .text,
        "How long points are good: unlimited, 24 months, year-end+1, half-year-end+1 or a date",
        "24 months"),
      Key("approval", .mapping, "Which entries need a second person", ""),
      Key("regions", .mappings, "The regions by which members are served", ""),
      Key("segments", .mappings, "What members may belong to, for the staff", ""),
      Key(
        "families", .mapping,
        "Members may be of one family and give each other points; `{}` will do", "{members: 6}"),
      Key(
        "erase_after", .number,
        "How many days after leaving name and contacts are erased, 0 to 60; 14 where nothing is said",
        "14"),
    ])

  static let contact = KeyTable(
    subject: "a contact", place: "contact, in club.yml",
    keys: [
      Key("name", .text, "Who answers", "檐声会客户中心"),
      Key("phone", .text, "The telephone number", "0599-0010-027"),
      Key("email", .text, "The e-mail address", "qiantai@yansheng.example"),
      Key("address", .text, "The street address", "临津市老码头路9号"),
      Key("hours", .text, "The hours, in words", "每日8:30至20:00"),
    ])

  static let consent = KeyTable(
    subject: "a consent", place: "consent, in club.yml",
    keys: [
      Key(
        "version", .code, required: true, "Recorded with every sign-up; new text, new version",
        "2026-11"),
      Key("text", .text, required: true, "The text beside the box", "我同意……"),
    ])

  static let wayToJoin = KeyTable(
    subject: "a way to join", place: "ways_to_join, in club.yml",
    keys: [
      Key("channel", .choice, required: true, "desk, website or magazine-form", "desk"),
      Key("title", .text, required: true, "The heading", "到前台办理"),
      Key("text", .text, "The explanation", "五分钟办好。"),
    ])

  static let families = KeyTable(
    subject: "families", place: "families, in club.yml",
    keys: [
      Key(
        "members", .number,
        "How many members a family has at most, 2 to 20; 6 where it is left out",
        "6")
    ])

  static let approval = KeyTable(
    subject: "an approval", place: "approval, in club.yml",
    keys: [
      Key(
        "manual", .flag,
        "Whether every entry by hand (an award without a rule, a spending without a voucher) is"
          + " approved by a second person; it is, unless this is `false`",
        "false"),
      Key(
        "above", .number, "So is every entry of more points than this, and every reversal of one",
        "1000"),
    ])
}
