/// What the endpoints of events and registrations promise.
enum RegistrationContract {
  private static let registrationMembers: [Property] = [
    Property("id", .place("R"), "报名编号", "The registration's name"),
    Property("event", .code, "活动的短名", "The event's slug"),
    Property("title", .nullable(.anyText), "活动名称", "The event's title"),
    Property("start", .nullable(.instant), "活动开始", "When the event begins"),
    Property(
      "status", .oneOf(["seated", "waiting", "cancelled", "attended"]),
      "有席位、候补、已取消或已到场", "Seated, on the waiting list, cancelled, or there"),
    Property(
      "place", .nullable(.integer()), "候补第几位", "The place on the waiting list, from 1"),
    Property("registered", .instant, "报名时间", "When it was made"),
  ]

  /// A member's registrations, where the member is plain already.
  static let registrations = Property(
    "registrations", .list(.named("OwnRegistration", .object(registrationMembers))), "报名",
    "The registrations")

  private static let registration = Schema.named(
    "Registration", .object(registrationMembers + [.member]))

  /// A registration with the member's name, for staff.
  static let named = Schema.named(
    "NamedRegistration", .object(registrationMembers + [.member, .name]))

  private static let event = Schema.named(
    "Event",
    .object([
      Property("slug", .code, "短名", "The slug"), Property("title", .anyText, "名称", "The title"),
      Property("start", .instant, "开始", "When it begins"),
      Property("end", .nullable(.instant), "结束", "When it ends"),
      Property(
        "closes", .nullable(.instant), "报名截止，为null时到开始为止",
        "When registration ends; the start where it is null"),
      Property("cancelled", .boolean, "是否取消", "Whether it is called off"),
      Property(
        "capacity", .nullable(.integer()), "席位，不限时为null",
        "The seats, null where everybody may come"),
      Property("taken", .integer(), "已有人的席位", "The seats taken"),
      Property("free", .nullable(.integer()), "余下的席位", "The seats left"),
      Property("waiting", .integer(), "候补人数", "How many wait"),
      Property("points", .nullable(.integer()), "到场积分", "What attending earns"),
    ]))

  static let list = Contract(
    "活动", "The events with their seats, in the order of their start",
    query: [.optional("from", .day), .optional("through", .day)] + .paging,
    answers: [
      AnswerContract(
        200, "活动", "The events",
        .object([Property("events", .list(event), "活动", "The events"), Cursor.property]))
    ])

  static let show = Contract(
    "一场活动", "An event with its seats",
    answers: [AnswerContract(200, "活动", "The event", event)], tagged: .event,
    problems: [.unknownEvent])

  static let register = Contract(
    "报名", "Registering: a seat, or a place on the waiting list",
    detail: Words(
      "会员只为自己报名，可以不填member；工作人员必填。",
      "A member registers nobody else and may leave `member` out; staff need it."),
    body: [.optional("member", .member)],
    answers: [
      AnswerContract(201, "已报名", "The registration", registration, hasLocation: true)
    ], tagged: .event,
    problems: [
      .memberHasLeft,
      .unknownEvent, .unknownMember, .eventCancelled, .eventPast, .registrationClosed,
      .alreadyRegistered,
    ])

  static let registered = Contract(
    "一次报名", "A registration",
    answers: [AnswerContract(200, "报名", "The registration", registration)],
    tagged: .registration,
    problems: [.unknownRegistration, .unknownEvent])

  static let checkIn = Contract(
    "签到", "Checking a member in at the door, on the days of the event",
    body: [.needed("member", .member)],
    answers: [
      AnswerContract(
        201, "已签到", "The member has come",
        .object([
          Property("id", .place("R"), "报名编号", "The registration's name"),
          Property("event", .code, "活动的短名", "The event's slug"), .member,
          Property("status", .oneOf(["attended"]), "状态", "The state"),
          Property("checkedIn", .instant, "签到时间", "When the member was checked in"),
          Property(
            "points", .nullable(.integer()), "记入的到场积分，没有为null",
            "The points that coming has earned, null where there are none"),
        ]))
    ], tagged: .event,
    problems: [
      .unknownEvent, .unknownMember, .eventCancelled, .checkInClosed, .noSeat, .alreadyCheckedIn,
    ])

  static let cancel = Contract(
    "取消报名", "Cancelling; the first who waits gets the seat in the same moment",
    answers: [AnswerContract(200, "已取消", "The registration, cancelled", registration)],
    tagged: .registration,
    problems: [
      .unknownRegistration, .unknownEvent, .alreadyCancelled, .alreadyCheckedIn, .eventPast,
    ])
}
