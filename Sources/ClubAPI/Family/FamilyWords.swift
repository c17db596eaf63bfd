import Club

extension Problem {
  init(_ rejection: FamilyRejection) {
    switch rejection {
    case .notOpen:
      self.init(
        .noFamilies, "会里没有开家庭账户（club.yml的families）。",
        "The club has no families (`families` in club.yml).")
    case .oneself:
      self.init(.familyOfOne, "请填另一位会员的会员号。", "Give another member's number.")
    case .inFamily:
      self.init(
        .alreadyInFamily, "已经在一个家庭里；要换，先退出原来的。",
        "The member is of a family already. Leave that one first.")
    case .full(let members):
      self.init(
        .familyFull, "这个家庭已满，最多\(members)人。",
        "The family is full: it has at most \(members) members.")
    case .noInvitation:
      self.init(
        .noInvitation, "对方没有邀请，或邀请已撤回、已过三十天。请对方再邀请一次。",
        "Nobody has asked, or it was taken back, or thirty days ago. Let them ask again.")
    case .notInFamily:
      self.init(.notInFamily, "现在不在任何家庭里。", "The member is of no family.")
    case .notOneFamily:
      self.init(
        .notOneFamily, "两位会员不是一家人。先由一方邀请，另一方同意。",
        "The two are not of one family. One of them asks, and the other agrees.")
    case .needsMember(let above):
      self.init(
        .transferNeedsMember, "超过\(above)分的，须由会员本人登录后转赠。",
        "More than \(above) points the member gives themselves, signed in.")
    case .tooManyLots:
      self.init(
        .tooManyLots, "这些积分分在二百多个批次里，请分几次转。",
        "The points come from more than 200 lots. Make several transfers.")
    }
  }
}
