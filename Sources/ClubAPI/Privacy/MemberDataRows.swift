import CivilTime
import Club
import ClubStore

extension MemberData {
  /// What is kept, as the member reads it: the same as the file has, but for the single entries,
  /// registrations and vouchers, which have pages of their own.
  func rows(_ text: Speaker) -> [(String, String)] {
    var rows = [
      (text("会员号", "Member number"), member.number.description),
      (text("姓名", "Name"), person?.name ?? "—"),
      (text("电话", "Phone"), contact(by: .phone, text)),
      (text("邮箱", "E-mail"), contact(by: .email, text)),
      (text("入会", "Joined"), "\(member.joined.day.iso)\(text("，", ", "))\(channel(text))"),
      (text("同意的条款", "Terms agreed to"), member.consent.text),
    ]
    if let referrer { rows.append((text("介绍人", "Brought by"), referrer.description)) }
    if let guardian { rows.append((text("监护人", "Guardian"), guardian.description)) }
    for ward in wards { rows.append((text("监护的孩子", "Child in your care"), ward.description)) }
    rows += noted(text)
    if let step = steps.last, let tier = step.tier {
      rows.append((text("等级", "Tier"), tier.title))
    }
    rows += kin(text)
    rows += [
      (text("会刊来信", "Letters"), newsletter?.words(text) ?? text("没有订阅", "None")),
      (text("积分流水", "Entries"), text("\(lines.count)笔", "\(lines.count)")),
      (text("活动报名", "Registrations"), text("\(registrations.count)次", "\(registrations.count)")),
      (text("礼券", "Vouchers"), text("\(vouchers.count)张", "\(vouchers.count)")),
    ]
    for request in requests {
      rows.append((text("待复核", "Waits for approval"), request.line(text)))
    }
    return rows
  }

  private func channel(_ text: Speaker) -> String {
    switch member.channel {
    case .desk: text("在前台", "at the desk")
    case .website: text("在网站", "on the website")
    case .magazineForm: text("用会刊回函", "by the form in the magazine")
    }
  }

  /// What the staff have noted.
  private func noted(_ text: Speaker) -> [(String, String)] {
    func title(_ code: Code) -> String { tags.first { $0.code == code }?.title ?? code.text }
    let none = text("未记", "nothing noted")
    let segments = profile.segments.map(title).joined(separator: text("、", ", "))
    return [
      (
        text("房屋", "Homes"),
        profile.homes > 0 ? text("\(profile.homes)套", "\(profile.homes)") : none
      ),
      (text("区域", "Region"), profile.region.map(title) ?? none),
      (text("人群", "Segments"), segments.isEmpty ? none : segments),
    ]
  }

  /// The family, and invitations both ways.
  private func kin(_ text: Speaker) -> [(String, String)] {
    func named(_ one: FamilyView.Relative) -> String {
      [one.name, one.number.description].compactMap { $0 }.joined(separator: " · ")
    }
    var rows: [(String, String)] = []
    for relative in family.members where relative.number != member.number {
      rows.append((text("家人", "Family"), named(relative)))
    }
    for asker in family.invitations {
      rows.append((text("请您做家人的", "Asks to be of one family"), named(asker)))
    }
    for other in family.asked {
      rows.append((text("您邀请做家人的", "Asked to be of one family"), other.member.description))
    }
    return rows
  }
}

extension RequestView {
  /// What it would change, and why.
  fileprivate func line(_ text: Speaker) -> String {
    let change = StatementWords(text: text).signed(meaning.change) + text("分", " points")
    return [change, reason].compactMap { $0 }.joined(separator: " · ")
  }
}
