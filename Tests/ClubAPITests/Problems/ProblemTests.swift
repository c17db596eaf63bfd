import CivilTime
import Club
import ClubStore
import Glibc
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ClubAPI

@Suite("问题的种类与说法 problems")
struct ProblemTests {
  @Test("规则的每一种拒绝，中英文都有说法 every rejection in words")
  func rejections() throws {
    let day = Day(daysSinceEpoch: 20_000)
    let code = try known(Code("attend"))
    let rule = RuleName(code: code, title: "到场")
    let tier = TierName(code: code, title: "资深会员")
    let entry = try known(EntryID("P6-1"))
    let registration = try known(RegistrationID("R6-1"))
    let all: [Rejection] =
      [
        .access(.signInNeeded), .access(.notPermitted), .access(.staffNoLongerValid),
        .membership(.duplicateContact(holder: nil)),
        .membership(
          .duplicateContact(holder: ContactHolder(MemberNumber(ordinal: 0), isConfirmed: true))),
        .membership(
          .duplicateContact(holder: ContactHolder(MemberNumber(ordinal: 0), isConfirmed: false))),
        .membership(.contactMissing), .membership(.outdatedConsent(current: code)),
        .membership(.unknownConsent(code, known: [code])), .membership(.noConsentAdopted),
        .membership(.channelNotOpen(.desk)), .membership(.unknownMember),
        .membership(.wrongSignInCode), .membership(.unknownSession),
        .membership(.sessionAlreadyExpired), .membership(.wrongCode), .membership(.hasLeft),
        .membership(.guardianIsWard), .membership(.hasWards(MemberNumber(ordinal: 0))),
        .profile(.unknownRegion(code, known: [code])), .profile(.regionNeeded([code])),
        .profile(.unknownSegment(code, known: [code])), .terms(.duplicateTag(code)),
        .family(.notOpen), .family(.oneself), .family(.inFamily), .family(.full(6)),
        .family(.noInvitation), .family(.notInFamily), .family(.notOneFamily),
        .family(.needsMember(above: 400)), .family(.tooManyLots), .terms(.impossibleFamily),
        .membership(.noReferrals), .membership(.unknownReferrer), .membership(.refersThemselves),
        .membership(.referrerCameLater), .membership(.referrerIsGuardian),
        .membership(.alreadyReferred), .membership(.tooLateToRefer(through: day)),
        .points(.insufficientPoints(balance: 1, needed: 2)), .points(.unknownEntry),
        .points(.alreadyReversed(by: entry)), .points(.isReversal),
        .points(.awardAlreadySpent(balance: 1, debt: 2)), .points(.debtNeedsManager),
        .points(.ownEntry),
        .points(.lapsingUnderWay), .points(.alreadyLapsed(through: day)),
        .points(.refundNeedsManager(points: 3)),
        .points(.unknownSource(code, known: [code])),
        .points(.pointsDifferFromRule(rule, points: 50)),
        .points(.businessDateOutOfRange(earliest: day, latest: day)),
        .points(.pointsMissing),
        .earning(.needsDiffer(rule, needs: [.money, .reference], lacking: [.money])),
        .earning(.notInForce(rule, Term(from: day, through: day))),
        .earning(.capReached(rule, Cap(period: .day, points: try known(Amount(50))))),
        .earning(.onlyOnce(rule, .ever, by: entry)), .earning(.alreadyAwarded(by: entry)),
        .earning(.alreadyRequested(try known(ApprovalID("Q6-1")))), .earning(.nothingEarned(rule)),
        .earning(.givenByItself(rule)), .earning(.tierNeeded(rule, tiers: [tier])),
        .earning(.tooManyPoints(2_000_000)), .earning(.eventWithoutPoints(code)),
        .earning(.eventNotBegun(code, Instant(day))), .terms(.impossibleRule(code)),
        .approval(.unknownRequest), .approval(.alreadyDecided), .approval(.ownRequest),
        .approval(.notYours),
        .registration(.unknownEvent), .registration(.eventCancelled), .registration(.eventPast),
        .registration(.registrationClosed(since: Instant(day))),
        .registration(.alreadyRegistered(registration)), .registration(.unknownRegistration),
        .registration(.alreadyCancelled), .staff(.unknownStaff), .staff(.alreadyRevoked),
        .staff(.tokenInUse), .staff(.tokenAlreadyExpired), .registration(.alreadyCheckedIn),
        .registration(.noSeat), .registration(.checkInClosed(from: day, through: day)),
        .terms(.duplicateEvent(code)), .terms(.duplicateRule(code)),
        .terms(.impossibleEvent(code)), .terms(.duplicateReward(code)),
        .terms(.impossibleReward(code)),
      ] + (try rewards(code, day))
    for rejection in all {
      let problem = Problem(rejection)
      #expect(problem.type.rawValue == rejection.code)
      #expect(problem.detail.chinese.contains(/\p{Han}/) && problem.detail.chinese.hasSuffix("。"))
      #expect(!problem.detail.english.contains(/\p{Han}/) && problem.detail.english.hasSuffix("."))
    }
    // Of three holders one answer, and one name for a tier that is asked for.
    #expect(Set(all.map(\.code)).count == all.count - 3)
  }

  private func rewards(_ code: Code, _ day: Day) throws -> [Rejection] {
    let voucher = try known(VoucherID("V6-2"))
    return [
      .rewards(.unknownReward), .rewards(.notYetOffered(from: day)),
      .rewards(.noLongerOffered(through: day)), .rewards(.soldOut), .rewards(.limitReached(2)),
      .rewards(.tierNeeded(TierName(code: code, title: "资深会员"))), .rewards(.codeInUse),
      .rewards(.unknownVoucher),
      .rewards(.voucherUsed(on: day)), .rewards(.voucherCancelled),
      .rewards(.voucherLapsed(through: day)), .rewards(.voucherNeedsManager),
      .rewards(.entryPaysVoucher(voucher)), .rewards(.stockNotCounted),
      .rewards(.impossibleCorrection(left: 1)),
    ]
  }

  @Test("每一种都有自己的标题与 4xx/5xx 状态 titles and statuses")
  func titles() {
    var seen: Set<Words> = []
    for type in ProblemType.allCases {
      #expect(type.title != Words("请求未被接受", "The request was refused"))
      #expect(seen.insert(type.title).inserted)
      #expect((400...599).contains(type.status))
      #expect(type.rawValue.contains(/^[a-z]+(-[a-z]+)*$/))
    }
  }

  @Test(
    "库的拒绝 the store's refusals",
    arguments: [
      (SubmissionError.keyReused, "idempotency-key-reused"),
      (.keyInFlight, "idempotency-key-in-flight"),
      (.stopped("no space"), "store-stopped"), (.diskFull, "disk-full"),
      (.rejected(.access(.staffNoLongerValid)), "staff-no-longer-valid"),
    ])
  func submissions(error: SubmissionError, code: String) {
    let problem = Problem(error)
    #expect(problem.type.rawValue == code)
    // What the store says of its disk is for the log, not for the client.
    #expect(!problem.detail.english.contains("no space"))
  }

  @Test("意外的错误不外泄 an unexpected error says nothing")
  func unexpected() async throws {
    struct Secret: Error { let phone = "13800138000" }
    try await Counter.open { counter in
      let api = ClubAPI(
        store: counter.store, renderer: PlainPages(), configuration: ClubAPIConfiguration(),
        clock: { counter.clock.now })
      let router = Router(context: ClubRequestContext.self)
      let broken = Endpoint.json(
        .get, "/broken", .everybody, Contract("坏的", "Broken", answers: [])
      ) { _, _ in throw Secret() }
      router.on(RouterPath(broken.path), method: .get) { request, context in
        await api.respond(to: request, context: context, broken)
      }
      let response = try await Application(router: router).test(.router) { client in
        try await client.execute(uri: "/api/v1/broken", method: .get)
      }
      #expect(
        String(buffer: response.body)
          == #"{"type":"/problems/internal-error","title":"服务出错","status":500,"detail":"请稍后再试。","instance":"/api/v1/broken"}"#
      )
    }
  }

  @Test(
    "按 Accept-Language 选语言 languages",
    arguments: [
      ("", Language.chinese), ("en", .english), ("en-US,en;q=0.9,zh-CN;q=0.8", .english),
      ("zh-TW,en;q=0.9", .chinese), ("en;q=0.3, zh;q=0.7", .chinese), ("fr, en;q=0.1", .english),
      ("fr", .chinese), ("en;q=0", .chinese), ("EN", .english), ("*", .chinese),
      (";;,,q=", .chinese),
    ])
  func languages(header: String, expected: Language) {
    var headers = HTTPFields()
    headers[.acceptLanguage] = header
    #expect(Language(accepting: headers) == expected)
  }

  @Test("每一种问题都在这些测试里出现过 every type appears in these tests")
  func everyTypeIsTested() throws {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let command = try known(popen("cat /\(folder)/*/*.swift", "r"))
    defer { pclose(command) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, command)
      if count == 0 { break }
      text += buffer.prefix(count)
    }
    let source = String(decoding: text, as: UTF8.self)
    // Those that no request can bring about are in the table of rejections above.
    let unreachable: Set<ProblemType> = [
      .unknownSession, .sessionAlreadyExpired, .unknownStaff, .alreadyRevoked, .tokenInUse,
      .tokenAlreadyExpired, .duplicateReward, .impossibleReward, .voucherCodeInUse,
      .duplicateEvent, .duplicateRule, .impossibleRule, .impossibleEvent, .formExpired,
      .lapsingUnderWay, .tooManyLots, .impossibleFamily, .duplicateTag,
    ]
    for type in ProblemType.allCases where !unreachable.contains(type) {
      #expect(source.contains(type.rawValue), "\(type.rawValue)")
    }
  }
}
