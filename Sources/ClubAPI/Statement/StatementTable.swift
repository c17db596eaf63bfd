import CivilTime
import Club

/// What a statement's line says in words: for the page and for the spreadsheet.
struct StatementWords {
  let text: Speaker

  /// What the entry is for: the title of its rule or reward, or what kind of entry it is.
  func subject(_ line: StatementLine) -> String {
    let entry = line.line.entry
    if let reversed = entry.reverses {
      let what = text("冲正\(reversed)", "Reversal of \(reversed)")
      return what + text("：", ": ") + (line.title ?? kind(line.reversed, entry.account))
    }
    if let other = line.posting?.transfer {
      let who = line.transferName ?? other.description
      return entry.points < 0 ? text("转给\(who)", "To \(who)") : text("\(who)转来", "From \(who)")
    }
    return line.title ?? kind(entry.source, entry.account)
  }

  /// What an entry is called that no rule and no reward stands behind.
  private func kind(_ source: Code?, _ account: ClubAccount) -> String {
    switch source {
    case PointSource.manual: return text("手工发放", "By hand")
    case PointSource.redemption: return text("兑换", "Redemption")
    case PointSource.expiry: return text("过期", "Lapsed")
    default: return self.account(account)
    }
  }

  func account(_ account: ClubAccount) -> String {
    switch account {
    case .issued: text("发放", "Issued")
    case .redeemed: text("兑换", "Redeemed")
    case .expired: text("过期", "Lapsed")
    case .adjusted: text("调整", "Adjusted")
    case .transferred: text("转赠", "Within the family")
    }
  }

  func author(_ author: Author?) -> String? {
    switch author {
    case .named(let actor, let name)?: return name ?? role(actor)
    case .role(let role)?: return self.role(role)
    case nil: return nil
    }
  }

  private func role(_ actor: String) -> String {
    switch actor.prefix(while: { $0 != ":" }) {
    case "desk", "staff": text("前台", "Desk")
    case "member": text("会员本人", "The member")
    default: text("系统", "System")
    }
  }

  /// A change, with its sign: +100, −60.
  func signed(_ points: Int) -> String { points > 0 ? "+\(points)" : figure(points) }

  /// A sum as pages show it, with the true minus sign; a spreadsheet takes the hyphen.
  func figure(_ points: Int) -> String { points < 0 ? "\u{2212}\(points.magnitude)" : "\(points)" }
}

extension Speaker {
  /// What an account holds, as its member reads it: below zero it is a debt, and said to be one.
  func balance(_ points: Int) -> String {
    points < 0 ? self("欠\(points.magnitude)分", "\(points.magnitude) owed") : "\(points)"
  }
}
