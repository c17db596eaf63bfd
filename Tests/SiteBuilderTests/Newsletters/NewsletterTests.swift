import Foundation
import Magazine
import Testing

@testable import SiteBuilder

@Suite("会刊的来信：表格、行内样式，另有一份纯文本")
struct NewsletterTests {
  private static let end = "https://lists.example.com/end?m=1"

  private func site(_ more: String = "") throws -> LoadedSite {
    let site = try TestSite(
      """
      -- site.yml --
      title: 檐声
      base_url: https://a.example
      traditional: s2tw
      columns:
        - slug: build
          name: 营造
      footer: [来稿请寄编辑部。]
      -- club.yml --
      name: 檐声会
      magazine: 檐声
      consent: {version: "1", text: 同意。}
      -- issues/27/index.md --
      ---
      title: 听雨
      subtitle: 屋檐与“水盆”
      number: 27
      date: 2026-11-01
      ledger_head: "7:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 2026-11-01"
      ---
      编者按：头发湿了。
      -- issues/27/rain.md --
      ---
      title: 雨 & 檐
      column: build
      authors: [顾南屏]
      summary: 量了四个小区。
      ---
      正文不在信里。
      -- issues/27/secret.md --
      ---
      title: 会员的一篇
      summary: 提要。
      members: true
      ---
      SECRET-MARKER
      -- events/choir.md --
      ---
      title: 老友合唱
      start: 2026-11-29 10:00
      end: "11:30"
      place: 活动室
      ---
      \(more)
      """)
    return try #require(site.load().site, "\(site.diagnostics())")
  }

  @Test("A drawing of which nobody makes PNG stays out of the letter, which shows none")
  func drawing() throws {
    for (cover, isShown) in [("cover.svg", false), ("cover.gif", true)] {
      let site = try TestSite(
        """
        -- site.yml --
        title: 檐声
        base_url: https://a.example
        -- issues/27/index.md --
        ---
        title: 听雨
        date: 2026-11-01
        cover: \(cover)
        cover_alt: 雨
        ---
        -- issues/27/cover.svg --
        <svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
        -- issues/27/cover.gif --
        GIF89a
        """)
      let letter = try #require(site.load().site?.newsletter(of: "27", isTraditional: false))
      let html = String(decoding: letter.html, as: UTF8.self)
      #expect(html.contains("<img") == isShown, "\(cover)")
    }
  }

  @Test("HTML for mail programs: tables, a style on every element, no sheet, no script")
  func html() throws {
    let letter = try #require(
      site().newsletter(of: "27", isTraditional: false)?.ending(at: Self.end))
    let html = String(decoding: letter.html, as: UTF8.self)
    #expect(letter.subject == "《檐声》第27期：听雨")
    #expect(html.contains("<title>《檐声》第27期：听雨</title>"))
    #expect(html.contains("<a href=\"https://a.example/issues/27/rain/\" style=\""))
    #expect(html.contains(">雨 &amp; 檐</a>"))
    #expect(html.contains("文 顾南屏 · 约1分钟"))
    #expect(html.contains("11月29日（周日）10:00–11:30 · 活动室"))
    #expect(html.contains(">出刊时积分账本的最后一条记录：</p>"))
    #expect(html.contains("word-break:break-all\">7:0123456789abcdef"))
    #expect(html.contains("<a href=\"https://lists.example.com/end?m=1\""))
    for mark in ["<style", "<script", "<link", "class=", "var(--", "href=\"/", "src=\"/"] {
      #expect(!html.contains(mark), "\(mark)")
    }
    for table in html.matches(of: /<table[^>]*>/) {
      #expect(table.0.contains("role=\"presentation\""))
    }
    #expect(!html.contains("SECRET-MARKER") && !letter.text.contains("SECRET-MARKER"))
    #expect(!html.contains("正文不在信里"))
  }

  @Test("The same as text, line by line")
  func text() throws {
    let letter = try #require(
      site().newsletter(of: "27", isTraditional: false))
    #expect(
      letter.text == """
        《檐声》第27期：听雨

        屋檐与“水盆”

        在线阅读本期
        https://a.example/issues/27/

        — 编者按 —

        编者按：头发湿了。

        — 营造 —

        雨 & 檐
        量了四个小区。
        文 顾南屏 · 约1分钟
        https://a.example/issues/27/rain/

        会员的一篇
        提要。
        约1分钟
        https://a.example/issues/27/secret/

        — 近期活动 —

        老友合唱
        11月29日（周日）10:00–11:30 · 活动室
        https://a.example/events/choir/

        —
        来稿请寄编辑部。
        出刊时积分账本的最后一条记录：
        7:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 2026-11-01
        您收到这封信，因为您同意收会刊的来信。
        不再收信
        {{unsubscribe}}

        """)
  }

  @Test("In Traditional characters, its links into that edition")
  func traditional() throws {
    let letter = try #require(
      site().newsletter(of: "27", isTraditional: true)?.ending(at: Self.end))
    #expect(letter.subject == "《簷聲》第27期：聽雨")
    #expect(letter.text.contains("編者按：頭髮溼了。"))
    #expect(letter.text.contains("\nhttps://a.example/hant/issues/27/rain/\n"))
    #expect(letter.text.contains("\n\(Self.end)\n"))
    let html = String(decoding: letter.html, as: UTF8.self)
    #expect(html.contains("<html lang=\"zh-Hant\">"))
    #expect(html.contains("href=\"https://a.example/hant/issues/27/rain/\""))
  }

  @Test(
    "Set once for all: each reader's letter differs in one address, and in nothing an editor wrote")
  func personal() throws {
    let mark = Newsletter.unsubscribeMark
    let site = try site(
      """
      -- issues/28/index.md --
      ---
      title: 群发里写\(mark)
      number: 28
      date: 2026-11-02
      ---
      -- issues/28/a.md --
      # 一
      """)
    for isTraditional in [false, true] {
      let letter = try #require(site.newsletter(of: "28", isTraditional: isTraditional))
      let html = String(decoding: letter.html, as: UTF8.self)
      let mine = letter.ending(at: "https://a.example/newsletter/end?a=1&b=2")
      let said = String(decoding: mine.html, as: UTF8.self)
      let parts = html.components(separatedBy: mark)
      #expect(parts.count > 2, "the title, and the end")
      #expect(
        said == parts.dropLast().joined(separator: mark)
          + "https://a.example/newsletter/end?a=1&amp;b=2" + (parts.last ?? ""))
      #expect(said.contains("<a href=\"https://a.example/newsletter/end?a=1&amp;b=2\""))
      let lines = letter.text.split(separator: "\n")
      #expect(lines.last == Substring(mark))
      #expect(
        mine.text.split(separator: "\n")
          == lines.dropLast() + ["https://a.example/newsletter/end?a=1&b=2"])
      #expect(mine.subject == letter.subject && mine.subject.contains(mark))
      #expect(letter.ending(at: mark).mail == letter.mail)
    }
  }

  @Test("As a message: the text, then the HTML; one click ends the letters (RFC 8058)")
  func mail() throws {
    let letter = try #require(
      site().newsletter(of: "27", isTraditional: false)?.ending(at: Self.end))
    let lines = String(decoding: letter.mail, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(lines.contains("List-Unsubscribe: <\(Self.end)>"))
    #expect(lines.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
    let words = lines[0].dropFirst("Subject: ".count)
    let subject = words.dropFirst("=?UTF-8?B?".count).dropLast("?=".count)
    #expect(
      Data(base64Encoded: String(subject)).map { String(decoding: $0, as: UTF8.self) }
        == letter.subject)
    let boundary = try #require(
      lines.first { $0.hasPrefix("Content-Type: multipart") }?.split(separator: "\"")[1])
    let parts = lines.joined(separator: "\r\n").components(separatedBy: "--\(boundary)")
    #expect(parts.count == 4)
    let bodies = parts[1...2].map { part -> Data in
      let body = part.components(separatedBy: "\r\n\r\n")[1]
      return Data(base64Encoded: body.replacingOccurrences(of: "\r\n", with: "")) ?? Data()
    }
    #expect(bodies[0] == Data(letter.text.utf8))
    #expect(bodies[1] == Data(letter.html))
    let other = try #require(
      site().newsletter(of: "27", isTraditional: false))
    #expect(!String(decoding: other.mail, as: UTF8.self).contains("List-Unsubscribe"))
  }

  @Test("A long subject stays whole in lines of at most 75 characters")
  func longSubject() throws {
    let site = try site(
      """
      -- issues/28/index.md --
      ---
      title: \(String(repeating: "檐下听雨", count: 12))
      number: 28
      date: 2026-11-02
      ---
      -- issues/28/a.md --
      # 一
      """)
    let letter = try #require(
      site.newsletter(of: "28", isTraditional: false)?.ending(at: Self.end))
    let head = String(decoding: letter.mail, as: UTF8.self).components(separatedBy: "\r\nMIME")[0]
    let words = head.dropFirst("Subject: ".count).components(separatedBy: "\r\n ")
    #expect(words.count > 1 && words.allSatisfy { $0.utf8.count <= 75 })
    let texts = words.map { word in
      Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
        .flatMap { String(data: $0, encoding: .utf8) }
    }
    #expect(texts.compactMap(\.self).joined() == letter.subject)
    #expect(site.newsletter(of: "99", isTraditional: false)?.ending(at: Self.end) == nil)
  }
}
