import CivilTime
import Club

extension Problem {
  init(_ rejection: RegistrationRejection) {
    switch rejection {
    case .unknownEvent:
      self.init(
        .unknownEvent, "没有这个活动，或它已经撤下。", "There is no such event, or it was withdrawn.")
    case .eventCancelled:
      self.init(.eventCancelled, "活动已经取消，不再报名。", "The event will not take place.")
    case .eventPast:
      self.init(
        .eventPast, "活动已经开始或结束，不能再报名或取消。",
        "The event has begun or is over: nobody registers or cancels now.")
    case .registrationClosed(let since):
      self.init(
        .registrationClosed, "报名已于\(since.day.iso) \(since.clock)截止。",
        "Registration closed at \(since.day.iso) \(since.clock).")
    case .alreadyRegistered(let id):
      self.init(
        .alreadyRegistered, "已经报过名，报名号\(id)。", "Registered already as \(id).")
    case .unknownRegistration:
      self.init(
        .unknownRegistration, "没有这个报名号，编号形如R123-1。",
        "No registration has this name. Names look like R123-1.")
    case .alreadyCheckedIn:
      self.init(
        .alreadyCheckedIn, "这位会员已经签到。", "The member has been checked in already.")
    case .noSeat:
      self.init(
        .noSeat, "这位会员在这个活动没有席位，请到前台登记或候补。",
        "The member has no seat at the event. The desk can register whoever stands here.")
    case .checkInClosed(let from, let through):
      let days = from == through ? from.iso : "\(from.iso)至\(through.iso)"
      self.init(
        .checkInClosed, "只在活动当天签到：\(days)。",
        "Members are checked in on the days of the event, \(from.iso) through \(through.iso).")
    case .alreadyCancelled:
      self.init(
        .alreadyCancelled, "这次报名已经取消过。", "The registration was cancelled before.")
    }
  }
}
