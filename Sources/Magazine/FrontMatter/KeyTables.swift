extension KeyTable {
  /// Every table, in the order of the editor's reference.
  public static let all: [KeyTable] = [
    issue, tint, article, event, reward, author, page, translation, site, names, siteColumn,
    menuItem, markdown, typography, club, contact, consent, approval, wayToJoin, tier, pointRule,
    referral, caps, campaign, families, tag,
  ]

  static let issue = KeyTable(
    subject: "an issue", place: "issues/<slug>/index.md",
    keys: [
      Key("title", .text, required: true, "The title of the issue", "听雨"),
      Key("subtitle", .text, "A second line under the title", "屋檐、水盆与一位修伞的人"),
      Key("number", .number, "The running number; no two issues share one", "27"),
      Key("season", .text, "The season or month, in words", "丙午秋"),
      Key("date", .day, required: true, "The day of publication", "2026-11-07"),
      Key("summary", .text, "One or two sentences for lists and feeds", "一期关于雨的会刊。"),
      Key("cover", .path, "The cover, three wide and four high", "cover.svg"),
      Key("cover_alt", .text, "What the cover shows, for those who cannot see it", "雨落在檐下"),
      Key("tint", .mapping, "The colours of the issue; all four or none", ""),
      Key(
        "ledger_head", .text, "What `huikan ledger head` said when the issue came out",
        "\"7:\(String(repeating: "0", count: 64)) 2026-11-07\""),
      Key("highlights", .texts, "Articles to show first, by slug", "[eaves, umbrella]"),
      Key("draft", .flag, "Not published until this is false or gone", "true"),
    ])

  static let tint = KeyTable(
    subject: "a tint", place: "tint, in an issue",
    keys: [
      Key("light", .color, required: true, "The ground on light pages", "\"#dbe2e0\""),
      Key("dark", .color, required: true, "The ground on dark pages", "\"#17242d\""),
      Key("ink_light", .color, required: true, "The ink on the light ground", "\"#16283a\""),
      Key("ink_dark", .color, required: true, "The ink on the dark ground", "\"#d6e0e2\""),
    ])

  static let article = KeyTable(
    subject: "an article",
    place: "issues/<slug>/<article>.md, articles/<slug>.md, news/<slug>.md",
    keys: [
      Key("title", .text, "The title; without it, the first heading of the text", "把屋檐还给雨"),
      Key("column", .text, "The column, by slug or name", "yingzao"),
      Key("authors", .texts, "Who wrote it, by author slug or by name", "[gu-nanping, 何○○]"),
      Key("photographer", .text, "Who made the pictures, by author slug or by name", "陈砚秋"),
      Key("credit", .text, "Any other credit, printed as it is", "整理 编辑部"),
      Key("summary", .text, "One or two sentences for lists and under the title", "量了四个小区。"),
      Key("cover", .path, "The lead picture", "fig-eave.svg"),
      Key("cover_alt", .text, "What the lead picture shows", "一道出檐九百毫米的屋檐"),
      Key("cover_caption", .text, "The line under the lead picture", "雨后的江岸。绘图 陈砚秋"),
      Key("tags", .texts, "Topics", "[屋檐, 雨]"),
      Key("date", .day, "The day it is dated; else its file name's or its issue's", "2026-11-07"),
      Key("publish", .time, "When it comes out; until then it is not built", "2026-12-01 08:00"),
      Key(
        "kind", .choice,
        "Of a notice: progress (工程进度), handover (交付预告) or after-handover (交付后快报)", "工程进度"),
      Key("order", .number, "Its place within its column of the issue", "1"),
      Key(
        "members", .flag,
        "For members: the site has its title and summary, the text is for whoever signs in", "true"),
      Key("contribution", .flag, "Sent in by a member: only harmless HTML stays in it", "true"),
      Key("slug", .slug, "The last part of its URL; else the name of the file", "eaves"),
      Key("draft", .flag, "Not published until this is false or gone", "true"),
    ])

  static let event = KeyTable(
    subject: "an event", place: "events/<slug>.md",
    keys: [
      Key("title", .text, required: true, "The title", "半山台工地开放日"),
      Key("start", .time, required: true, "When it begins", "2026-11-28 09:30"),
      Key("end", .time, "When it ends; a clock time alone means the same day", "11:30"),
      Key("closes", .time, "When registration closes; else when it begins", "2026-11-27 18:00"),
      Key("place", .text, required: true, "Where members meet", "半山台二期北门"),
      Key("address", .text, "The street address", "临津市半山路2号"),
      Key("city", .text, "The city", "临津"),
      Key(
        "department", .choice, "Who runs it: customer-relations (客关) or marketing (营销)", "客关"),
      Key("purpose", .choice, "What it is for: brand (品牌) or sales (营销)", "brand"),
      Key("capacity", .number, "The seats; without it anybody may come", "30"),
      Key("points", .number, "The points for attending", "160"),
      Key("partners", .texts, "Partners, as they are printed", "[工程部, 半山台物业]"),
      Key("summary", .text, "One or two sentences for lists and feeds", "请穿平底鞋。"),
      Key("cover", .path, "The lead picture", "/events/open-day.svg"),
      Key("cover_alt", .text, "What the lead picture shows", "揭开一块的墙"),
      Key("cover_caption", .text, "The line under the lead picture", "摄影 陈砚秋"),
      Key(
        "cancelled", .flag,
        "Called off: it stays listed and takes no registration; points that were given for coming to it go with it"
          + " at once, and do not come back with the event", "true"),
      Key("outcome", .text, "How it went, in one line, once it is over", "到场27人，积分已记。"),
      Key("report", .path, "The article that reports on it", "/news/open-day-report.md"),
      Key("draft", .flag, "Not published until this is false or gone", "true"),
    ])

  static let reward = KeyTable(
    subject: "a reward", place: "rewards/<slug>.md",
    keys: [
      Key("title", .text, required: true, "The title", "修伞课的一套骨料"),
      Key("points", .number, required: true, "What it costs, 1 to 1000000 points", "150"),
      Key(
        "stock", .number, "How many were ever procured; without it there are always enough", "40"),
      Key("from", .day, "The first day on which it can be redeemed", "2026-12-01"),
      Key("through", .day, "The last day on which it can be redeemed", "2027-02-28"),
      Key("limit", .number, "How many one member may have", "2"),
      Key("tier", .code, "The lowest tier whose members may have it", "senior"),
      Key(
        "voucher_validity", .text,
        "How long a voucher is good: 3 months (so without it), unlimited, year-end or a last day",
        "6 months"),
      Key("refund_lapsed", .flag, "A voucher that lapses unused gives its points back", "true"),
      Key("summary", .text, "One or two sentences for lists", "八根骨，一截铆钉。"),
      Key("cover", .path, "The picture", "ribs.svg"),
      Key("cover_alt", .text, "What the picture shows", "八根伞骨，一字排开"),
      Key("cover_caption", .text, "The line under the picture", "绘图 陈砚秋"),
      Key("draft", .flag, "Not published until this is false or gone", "true"),
    ])

  static let author = KeyTable(
    subject: "an author", place: "authors/<slug>.md",
    keys: [
      Key("name", .text, required: true, "The name as it is printed", "顾南屏"),
      Key(
        "name_hant", .text, "The name in Traditional characters, where it is hard to tell", "余一鳴"),
      Key("role", .text, "What the author does", "主编"),
      Key("portrait", .path, "The portrait", "gu-nanping.jpg"),
      Key("portrait_alt", .text, "What the portrait shows", "顾南屏在檐下"),
      Key("summary", .text, "One or two sentences", "量过四个小区的檐口。"),
    ])

  static let page = KeyTable(
    subject: "a page", place: "pages/<slug>.md, or the README.md of a folder",
    keys: [
      Key("title", .text, "The title; without it, the first heading of the text", "隐私说明"),
      Key("summary", .text, "One or two sentences", "我们记下什么，为什么。"),
      Key("menu", .flag, "Listed in the menu where site.yml has none", "true"),
      Key("slug", .slug, "The last part of its URL; else the name of the file", "privacy"),
      Key("draft", .flag, "Not published until this is false or gone", "true"),
    ])

  static let translation = KeyTable(
    subject: "a Traditional text", place: "<name>.hant.md beside <name>.md",
    keys: [
      Key("title", .text, "The title; without it, the first heading of the text", "把屋簷還給雨"),
      Key("subtitle", .text, "Of an issue: the second line under the title", "屋簷、水盆與一位修傘的人"),
      Key(
        "summary", .text, "One or two sentences; without it, the page's are converted", "量了四個小區。"),
    ])
}
