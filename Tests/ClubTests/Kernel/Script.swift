import CivilTime
import Club

/// A club played from a script, one command a line, and the transcript of what came of it.
///
/// A line is `who does what → result`. Only the part before the arrow is read; the transcript
/// repeats it with the result that the rules gave. A test compares the two, whole.
/// The club opens with a clerk, a manager and an auditor (staff 1, 2, 3; records 1–3) and with the
/// consent text v1, unless it is to have none; members are called m1, m2 … in the order of joining.
struct Script {
  private(set) var club = Club()
  private(set) var journal: [(fact: Fact, position: Position, time: Instant)] = []
  private(set) var now = Instant(milliseconds: 1_795_312_800_000)  // 2026-11-22 10:00 in Shanghai
  private var sequence = 0
  private var contacts: [String: [MemberNumber]] = [:]
  private var content: [Code: EventTerms] = [:]
  private var shelf: [Code: RewardTerms] = [:]
  var rules = ClubRules()

  init(consent: Code? = Code("v1")) throws {
    for (role, digit) in [(Role.clerk, 1), (.manager, 2), (.auditor, 3)] {
      let command = StaffCommand.add(
        name: try known(PersonName("某某")), role: role, tokenHash: try token(digit))
      _ = try submit(.staff(command), by: .system)
    }
    guard let consent else { return }
    rules = ClubRules(consent: consent)
    // A second fact of the third record, so that what a script does begins with the fourth.
    let fact = Fact.terms(.rulesAdopted(rules))
    let position = Position(sequence: sequence, index: 1)
    try club.apply(fact, at: position, time: now)
    journal.append((fact, position, now))
  }

  /// Plays a script and returns its transcript.
  static func play(_ text: String) throws -> String {
    var script = try Script()
    return try script.play(text)
  }

  mutating func play(_ text: String) throws -> String {
    try text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let input = line.split(separator: "→").first ?? ""
      let words = input.split(separator: " ")
      guard let first = words.first, first != "#" else { return String(line) }
      let result = try run(words)
      let command = input.trimmedEnd
      return result.isEmpty ? command : command.padded(to: 46) + "→ " + result
    }.joined(separator: "\n")
  }

  private mutating func run(_ words: [Substring]) throws -> String {
    let options = Options(words)
    switch words[0] {
    case "at":
      now = try known(Instant("\(words[1]) \(words[2])"))
      return ""
    case "content":
      try edit(words, options)
      return ""
    default:
      do {
        let facts = try submit(try command(words, options), by: try actor(words[0]))
        return facts.isEmpty ? "nothing" : facts.map(describe).joined(separator: ", ")
      } catch let rejection as Rejection {
        return "refused: \(rejection.code)\(detail(rejection))"
      }
    }
  }

  /// Does what the store does: resolves contacts, decides, applies, keeps the facts.
  mutating func submit(_ command: Command, by actor: Actor) throws -> [Fact] {
    let command = completed(command)
    club.prepare(for: command)
    let decision = try club.decide(command, by: actor, at: now)
    guard !decision.facts.isEmpty else { return [] }
    sequence += 1
    for (index, fact) in decision.facts.enumerated() {
      let position = Position(sequence: sequence, index: index)
      try club.apply(fact, at: position, time: now)
      journal.append((fact, position, now))
      if case .membership(.contactChanged(let member, let route)) = fact {
        // The new one takes the place of the one before it.
        for contact in contacts.keys where contact.contains("@") == (route == .email) {
          contacts[contact]?.removeAll { $0 == member }
        }
        for field in decision.annex { contacts[field.value, default: []].append(member) }
      }
      guard case .membership(.joined(let member, _, _)) = fact else { continue }
      for field in decision.annex where field.name != "name" {
        contacts[field.value, default: []].append(member)
      }
    }
    return decision.facts
  }

  /// Fills in what the store knows of contacts.
  private func completed(_ command: Command) -> Command {
    func holders(_ contact: String) -> [ContactHolder] {
      let route: ContactRoute = contact.contains("@") ? .email : .phone
      let present = (contacts[contact] ?? []).reversed().filter { !club.membership.hasLeft($0) }
      return present.map { ContactHolder($0, isConfirmed: club.membership.isConfirmed($0, route)) }
    }
    func confirmed(_ contact: Contact) -> MemberNumber? {
      holders(contact.text).first(where: \.isConfirmed)?.member
    }
    switch command {
    case .membership(.signUp(var signUp)):
      let taken = [signUp.phone?.text, signUp.email?.text].compactMap { $0 }.flatMap(holders)
      signUp.contactTakenBy = taken.first(where: \.isConfirmed) ?? taken.first
      return .membership(.signUp(signUp))
    case .membership(.askCode(var request)):
      request.holder = confirmed(request.contact)
      return .membership(.askCode(request))
    case .membership(.changeContact(var change)):
      change.holder = confirmed(change.contact)
      return .membership(.changeContact(change))
    case .membership(.signInByContact(var proof, let session)):
      proof.holder = confirmed(proof.contact)
      return .membership(.signInByContact(proof, session))
    default:
      return command
    }
  }

  mutating func wait(seconds: Int) { now = now.adding(seconds: seconds) }

  private mutating func edit(_ words: [Substring], _ options: Options) throws {
    switch words[1] {
    case "event":
      let slug = try known(Code(words[2]))
      content[slug] = EventTerms(
        slug: slug, title: "活动", start: try known(Instant("\(words[3]) \(words[4])")),
        end: options["until"].flatMap { Day($0) }.map { Instant($0) },
        closes: options["closes"].flatMap { Instant("\($0)") },
        capacity: options["seats"].flatMap { Int($0) },
        points: options["points"].flatMap { Int($0) }.flatMap { Amount($0) },
        cancelled: options.has("off"))
    case "families":
      rules.family = FamilyTerms(members: try known(Int(words[2])))
    case "rule":
      rules.pointRules.removeAll { $0.code.text == words[2] }
      rules.pointRules.append(try rule(words, options))
    case "tier":
      rules.tiers.append(try tier(words, options))
    case "campaign":
      rules.campaigns.append(try campaign(words, options))
    case "removes":
      content[try known(Code(words[2]))] = nil
      shelf[try known(Code(words[2]))] = nil
    case "reward":
      let slug = try known(Code(words[2]))
      shelf[slug] = RewardTerms(
        slug: slug, title: "兑换品", price: try known(Amount(try known(Int(words[3])))),
        stock: options["stock"].flatMap { Int($0) }, from: options["from"].flatMap { Day($0) },
        through: options["through"].flatMap { Day($0) },
        limit: options["limit"].flatMap { Int($0) }, tier: options["tier"].flatMap { Code($0) },
        validity: try options["validity"].map(validity) ?? .unlimited,
        refundsLapsed: options.has("refunds"))
    default:
      let rules = (options["rules"] ?? "").split(separator: ",").map { $0.split(separator: ":") }
      self.rules = ClubRules(
        consent: options["consent"].flatMap { Code($0) },
        pointRules: try rules.map { rule in
          PointRule(
            code: try known(Code(rule[0])), title: "规则",
            points: rule.count > 1 ? Int(rule[1]).flatMap { Amount($0) } : nil,
            validity: try rule.count > 2 ? validity(rule[2]) : nil)
        }, validity: try options["validity"].map(validity) ?? .unlimited,
        approval: ApprovalTerms(
          manual: options["approve"] == "manual",
          above: options["above"].flatMap { Int($0) }.flatMap { Amount($0) }),
        regions: tags(options["regions"]), segments: tags(options["segments"]))
    }
  }
}

/// `24-months` for `24 months`, because words end at spaces.
func validity(_ word: Substring) throws -> Validity {
  let text = word.hasSuffix("-months") ? word.dropLast(7) + " months" : word
  return try known(Validity(String(text)))
}

extension Script {
  private func command(_ words: [Substring], _ options: Options) throws -> Command {
    switch words[1] {
    case "awards", "spends", "reverses", "expires", "activates", "grants-due", "withdraws":
      return .points(try pointsCommand(words, options))
    case "notes-tiers":
      return .tiers(.note((0..<club.membership.count).map { MemberNumber(ordinal: $0) }))
    case "approves":
      return .approval(
        .approve(
          try known(ApprovalID(words[2])), reason: try known(Reason("事由")),
          postedBy: options["poster"].flatMap { Int($0) }.map { StaffID($0) }))
    case "refuses":
      return .approval(
        .refuse(try known(ApprovalID(words[2])), reason: try known(Reason("不符"))))
    case "registers":
      let who = words.count > 3 ? words[3] : words[0]
      return .registration(
        .register(event: try known(Code(words[2])), member: try member(who)))
    case "admits":
      return .registration(
        .checkIn(event: try known(Code(words[2])), member: try member(words[3])))
    case "cancels":
      return .registration(.cancel(try known(RegistrationID(words[2]))))
    case "adds":
      return .staff(
        .add(
          name: try known(PersonName("某某")), role: try known(Role(rawValue: String(words[2]))),
          tokenHash: try token(try known(Int(words[3]))),
          expires: options["until"].flatMap { Day($0) }.map { Instant($0) },
          regions: codes(options["regions"])))
    case "binds":
      return .staff(
        .bind(StaffID(try known(Int(words[2]))), regions: codes(options["regions"])))
    case "renews":
      return .staff(
        .renew(
          StaffID(try known(Int(words[2]))), tokenHash: try token(try known(Int(words[3]))),
          expires: options["until"].flatMap { Day($0) }.map { Instant($0) }))
    case "revokes":
      return .staff(.revoke(StaffID(try known(Int(words[2])))))
    case "adopts":
      let events = content.values.sorted { $0.slug < $1.slug }
      let rewards = shelf.values.sorted { $0.slug < $1.slug }
      return .terms(.adopt(rules: rules, events: events, rewards: rewards))
    case "notes":
      return .profile(try profileCommand(words, options))
    case "subscribes", "unsubscribes", "mails", "addresses":
      return .newsletter(try newsletterCommand(words))
    case "invites", "accepts", "declines", "quits", "gives":
      return .family(try familyCommand(words))
    case "redeems", "takes", "returns", "lapses", "counts":
      return try rewardsCommand(words, options)
    default:
      return try membershipCommand(words, options)
    }
  }

  private func membershipCommand(_ words: [Substring], _ options: Options) throws -> Command {
    switch words[1] {
    case "joins":
      var signUp = SignUp(
        channel: try known(JoiningChannel(rawValue: String(words[2]))),
        consent: try known(Code(options["consent"] ?? "v1")), name: try known(PersonName("林晚舟")),
        phone: options["phone"].flatMap { Phone($0) }, email: options["email"].flatMap { Email($0) }
      )
      if let digit = options["session"].flatMap({ Int($0) }) {
        signUp.session = NewSession(tokenHash: try token(digit), expires: now.adding(seconds: 3600))
      }
      signUp.guardian = try options["guardian"].map(member)
      signUp.referrer = try options["by"].map(member)
      signUp.region = options["region"].flatMap { Code($0) }
      if let digit = options["proof"].flatMap({ Int($0) }) { signUp.proof = try token(digit) }
      return .membership(.signUp(signUp))
    case "asks":
      return .membership(
        .askCode(
          CodeRequest(
            code: try token(try known(Int(words[4]))),
            purpose: try known(CodePurpose(rawValue: String(words[2]))),
            contact: try known(Contact(words[3])), expires: now.adding(seconds: 600))))
    case "answers":
      return .membership(
        .signInByContact(
          CodeProof(
            code: try token(try known(Int(words[3]))), contact: try known(Contact(words[2]))),
          NewSession(
            tokenHash: try token(try known(Int(words[4]))), expires: now.adding(seconds: 3600))))
    case "changes":
      return .membership(
        .changeContact(
          ContactChange(
            member: try member(words[2]), contact: try known(Contact(words[3])),
            newCode: try options["new"].flatMap { Int($0) }.map(token),
            oldCode: try options["old"].flatMap { Int($0) }.map(token))))
    case "names":
      return .membership(.nameReferrer(of: try member(words[2]), try member(words[3])))
    case "leaves":
      return .membership(.leave(try member(words.count > 2 ? words[2] : words[0])))
    case "opens":
      let session = NewSession(
        tokenHash: try token(try known(Int(words[3]))),
        expires: now.adding(seconds: options["for"].flatMap { Int($0) } ?? 3600))
      return .membership(.openSession(try member(words[2]), session))
    case "grants":
      return .membership(
        .grantSignIn(
          try member(words[2]), code: try token(try known(Int(words[3]))),
          expires: now.adding(seconds: options["for"].flatMap { Int($0) } ?? 600)))
    case "uses":
      return .membership(
        .signIn(
          try member(words[2]), code: try token(try known(Int(words[3]))),
          NewSession(
            tokenHash: try token(try known(Int(words[4]))), expires: now.adding(seconds: 3600))))
    case "closes":
      return .membership(.closeSession(try token(try known(Int(words[2])))))
    default:
      throw Unreadable(word: String(words[1]))
    }
  }

  private func rewardsCommand(_ words: [Substring], _ options: Options) throws -> Command {
    switch words[1] {
    case "redeems":
      let who = words.count > 4 ? words[4] : words[0]
      let digit = try known(Int(words[3]))
      return .rewards(
        .redeem(
          Redemption(
            reward: try known(Code(words[2])), member: try member(who),
            seed: VoucherSeed(UInt64(digit)), code: try token(digit))))
    case "takes":
      if let id = VoucherID(words[2]) { return .rewards(.use(.id(id))) }
      return .rewards(.use(.code(try token(try known(Int(words[2]))))))
    case "returns":
      return .rewards(.cancel(try known(VoucherID(words[2])), reason: Reason("不要了")))
    case "lapses":
      return .rewards(.lapse(after: options["after"].flatMap { VoucherID($0) }))
    case "counts":
      return .rewards(
        .correctStock(
          reward: try known(Code(words[2])), change: try known(Int(words[3])),
          reason: try known(Reason("盘点"))))
    default:
      throw Unreadable(word: String(words[1]))
    }
  }

  func order(_ words: [Substring], _ options: Options) throws -> PointsOrder {
    PointsOrder(
      member: try member(words[2]),
      amount: words.count > 3 ? Int(words[3]).flatMap { Amount($0) } : nil,
      source: try known(Code(options["source"] ?? "manual")),
      money: options["fen"].flatMap { Int($0) }.flatMap { Money(fen: $0) },
      event: options["event"].flatMap { Code($0) },
      reference: options["reference"].flatMap { Reference($0) },
      businessDate: options["date"].flatMap { Day($0) }, reason: try known(Reason("事由")),
      isOnce: options.has("once"))
  }

  private func actor(_ word: Substring) throws -> Actor {
    switch word {
    case "visitor": .visitor
    case "system": .system
    case "clerk": .staff(StaffID(1), .clerk)
    case "manager": .staff(StaffID(2), .manager)
    case "auditor": .staff(StaffID(3), .auditor)
    case "kiosk": .staff(StaffID(4), .kiosk)
    default: .member(try member(word))
    }
  }

  func member(_ word: Substring) throws -> MemberNumber {
    MemberNumber(ordinal: try known(Int(word.dropFirst())) - 1)
  }
}

/// A word of a script that means nothing.
struct Unreadable: Error {
  let word: String
}

func known<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw Unreadable(word: "\(Value.self)") }
  return value
}

func token(_ digit: Int) throws -> TokenHash {
  try known(TokenHash([UInt8](repeating: UInt8(digit), count: 32)))
}

/// The words of a line, among them `name=value`.
struct Options {
  let words: [Substring]
  init(_ words: [Substring]) { self.words = words }
  func has(_ word: String) -> Bool { words.contains { $0 == word } }
  subscript(name: String) -> Substring? {
    words.first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
  }
}

extension Substring {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
