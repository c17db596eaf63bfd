import CivilTime
import Club
import ClubStore
import JSON
import SiteBuilder

/// The words of a letter, as short as they can be and without a name: whoever holds the telephone may be
/// somebody else by now.
struct MessageText {
  /// The club's name, in front of every message.
  let club: String

  /// The heading of a letter by e-mail.
  func subject(of letter: Letter, _ mail: IssueMail? = nil) -> String {
    switch letter.message.kind {
    case .code(.signIn, _): "\(club)登录验证码"
    case .code(.join, _): "\(club)入会验证码"
    case .code(.oldContact, _), .code(.newContact, _): "\(club)更改联系方式验证码"
    case .seatGiven: "\(club)活动候补已转为报名"
    case .newsletter: mail?.newsletter.subject ?? club
    }
  }

  /// What it says.
  func text(of letter: Letter, _ mail: IssueMail? = nil) -> String {
    if let mail { return mail.newsletter.text }
    let words =
      switch letter.message.kind {
      case .code(.signIn, _):
        "登录验证码\(letter.code ?? "")，十分钟内有效，只能用一次。请勿告诉任何人，工作人员不会向您索要。"
      case .code(.join, _):
        "入会验证码\(letter.code ?? "")，十分钟内有效。不是您本人在申请入会，请不必理会。"
      case .code(.oldContact, _):
        "您正在更改会员联系方式，验证码\(letter.code ?? "")，十分钟内有效。不是您本人操作，请勿告诉任何人，并告知前台。"
      case .code(.newContact, _):
        "会员联系方式将改为这一个，验证码\(letter.code ?? "")，十分钟内有效。不是您本人操作，请不必理会。"
      case .seatGiven:
        "您候补的“\(letter.event?.title ?? "活动")”已有名额，现为正式报名"
          + (letter.event.map { "，\($0.start.day.month)月\($0.start.day.day)日\($0.start.clock)开始" }
            ?? "")
          + "。不能到场请在“我的”里取消，名额会给下一位。"
      case .newsletter: "新一期会刊出来了。"
      }
    return "【\(club)】\(words)"
  }

  /// The letter as JSON, for programs and gateways.
  func json(of letter: Letter, _ mail: IssueMail? = nil) -> [UInt8] {
    let message = letter.message
    var json = JSONWriter()
    json.object { json in
      json.member("id", message.id.description)
      json.member("kind", message.kind.name)
      json.member("by", letter.route.rawValue)
      json.member("to", letter.recipient)
      json.member("subject", subject(of: letter, mail))
      json.member("text", text(of: letter, mail))
      json.member("expires", message.expires.rfc3339)
      json.member("tries", letter.earlierTries + 1)
      if let code = letter.code { json.member("code", code) }
      if let event = letter.event {
        json.member("event", event.slug.text)
        json.member("title", event.title)
        json.member("start", event.start.rfc3339)
      }
      if case .newsletter(let issue) = message.kind, let mail {
        json.member("issue", issue.text)
        json.member("html", String(decoding: mail.newsletter.html, as: UTF8.self))
        json.member("unsubscribe", mail.unsubscribe)
      }
    }
    return json.bytes
  }
}
