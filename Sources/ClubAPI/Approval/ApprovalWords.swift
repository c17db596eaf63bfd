import Club

extension Problem {
  init(_ rejection: ApprovalRejection) {
    switch rejection {
    case .unknownRequest:
      self.init(
        .unknownRequest, "没有这个申请号，编号形如Q123-1。",
        "No request has this name. Names look like Q123-1.")
    case .alreadyDecided:
      self.init(
        .requestAlreadyDecided, "这个申请已经有人批准或退回。",
        "Somebody has approved or refused the request.")
    case .ownRequest:
      self.init(
        .ownRequest, "须由另一位经理复核，申请人自己不能批准。",
        "Another manager must approve it, not whoever has asked.")
    case .notYours:
      self.init(
        .requestNotYours, "只有经理或申请人自己可以退回。",
        "Only a manager or whoever has asked may refuse it.")
    }
  }
}
