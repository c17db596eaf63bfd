/// Every kind of refusal that the API knows: its code, its status, its title.
///
/// The code is part of the API's contract (`/problems/<code>` is the `type` of RFC 9457): it may be
/// added to and never changed.
enum ProblemType: String, CaseIterable, Sendable {
  case notFound = "not-found"
  case methodNotAllowed = "method-not-allowed"
  case preconditionFailed = "precondition-failed"
  case bodyTooLarge = "body-too-large"
  case unsupportedMediaType = "unsupported-media-type"
  case malformedBody = "malformed-body"
  case invalidRequest = "invalid-request"
  case idempotencyKeyMissing = "idempotency-key-missing"
  case idempotencyKeyInvalid = "idempotency-key-invalid"
  case idempotencyKeyReused = "idempotency-key-reused"
  case idempotencyKeyInFlight = "idempotency-key-in-flight"
  case crossOrigin = "cross-origin"
  case formExpired = "form-expired"
  case tooManyRequests = "too-many-requests"
  case storeStopped = "store-stopped"
  case diskFull = "disk-full"
  case internalError = "internal-error"
  case invalidToken = "invalid-token"
  case signInNeeded = "sign-in-needed"
  case notPermitted = "not-permitted"
  case staffNoLongerValid = "staff-no-longer-valid"
  case duplicateContact = "duplicate-contact"
  case contactMissing = "contact-missing"
  case outdatedConsent = "outdated-consent"
  case unknownConsent = "unknown-consent"
  case noConsentAdopted = "no-consent-adopted"
  case alreadyMember = "already-member"
  case channelNotOpen = "channel-not-open"
  case unknownMember = "unknown-member"
  case memberHasLeft = "member-has-left"
  case guardianIsWard = "guardian-is-ward"
  case hasWards = "has-wards"
  case unknownRegion = "unknown-region"
  case regionNeeded = "region-needed"
  case unknownSegment = "unknown-segment"
  case noFamilies = "no-families"
  case familyOfOne = "family-of-one"
  case alreadyInFamily = "already-in-family"
  case familyFull = "family-full"
  case noInvitation = "no-invitation"
  case notInFamily = "not-in-family"
  case notOneFamily = "not-one-family"
  case transferNeedsMember = "transfer-needs-member"
  case tooManyLots = "too-many-lots"
  case noReferrals = "no-referrals"
  case unknownReferrer = "unknown-referrer"
  case refersThemselves = "refers-themselves"
  case referrerCameLater = "referrer-came-later"
  case referrerIsGuardian = "referrer-is-guardian"
  case alreadyReferred = "already-referred"
  case tooLateToRefer = "too-late-to-refer"
  case unknownSession = "unknown-session"
  case wrongSignInCode = "wrong-sign-in-code"
  case wrongCode = "wrong-code"
  case codeNeeded = "code-needed"
  case codesNotSent = "codes-not-sent"
  case sessionAlreadyExpired = "session-already-expired"
  case insufficientPoints = "insufficient-points"
  case unknownEntry = "unknown-entry"
  case alreadyReversed = "already-reversed"
  case entryIsReversal = "entry-is-reversal"
  case awardAlreadySpent = "award-already-spent"
  case debtNeedsManager = "debt-needs-manager"
  case ownEntry = "own-entry"
  case unknownSource = "unknown-source"
  case pointsMissing = "points-missing"
  case pointsDifferFromRule = "points-differ-from-rule"
  case ruleNeedsDiffer = "rule-needs-differ"
  case ruleNotInForce = "rule-not-in-force"
  case givenByItself = "given-by-itself"
  case tierNeeded = "tier-needed"
  case capReached = "cap-reached"
  case onlyOnce = "only-once"
  case alreadyAwarded = "already-awarded"
  case alreadyRequested = "already-requested"
  case nothingEarned = "nothing-earned"
  case tooManyPoints = "too-many-points"
  case eventWithoutPoints = "event-without-points"
  case eventNotBegun = "event-not-begun"
  case lapsingUnderWay = "lapsing-under-way"
  case batchRefused = "batch-refused"
  case alreadyLapsed = "already-lapsed"
  case refundNeedsManager = "refund-needs-manager"
  case businessDateOutOfRange = "business-date-out-of-range"
  case unknownRequest = "unknown-request"
  case requestAlreadyDecided = "request-already-decided"
  case ownRequest = "own-request"
  case requestNotYours = "request-not-yours"
  case unknownEvent = "unknown-event"
  case eventCancelled = "event-cancelled"
  case eventPast = "event-past"
  case registrationClosed = "registration-closed"
  case alreadyRegistered = "already-registered"
  case unknownRegistration = "unknown-registration"
  case alreadyCancelled = "already-cancelled"
  case unknownReward = "unknown-reward"
  case rewardNotYetOffered = "reward-not-yet-offered"
  case rewardNoLongerOffered = "reward-no-longer-offered"
  case rewardSoldOut = "reward-sold-out"
  case rewardLimitReached = "reward-limit-reached"
  case voucherCodeInUse = "voucher-code-in-use"
  case unknownVoucher = "unknown-voucher"
  case voucherUsed = "voucher-used"
  case voucherCancelled = "voucher-cancelled"
  case voucherLapsed = "voucher-lapsed"
  case voucherNeedsManager = "voucher-needs-manager"
  case entryPaysVoucher = "entry-pays-voucher"
  case stockNotCounted = "stock-not-counted"
  case impossibleCorrection = "impossible-correction"
  case alreadyCheckedIn = "already-checked-in"
  case noSeat = "no-seat"
  case checkInClosed = "check-in-closed"
  case unknownStaff = "unknown-staff"
  case alreadyRevoked = "already-revoked"
  case tokenInUse = "token-in-use"
  case tokenAlreadyExpired = "token-already-expired"
  case duplicateEvent = "duplicate-event"
  case duplicateRule = "duplicate-rule"
  case impossibleRule = "impossible-rule"
  case impossibleEvent = "impossible-event"
  case duplicateTag = "duplicate-tag"
  case impossibleFamily = "impossible-family"
  case duplicateReward = "duplicate-reward"
  case impossibleReward = "impossible-reward"

  var status: Int {
    switch self {
    case .malformedBody, .idempotencyKeyMissing, .idempotencyKeyInvalid: 400
    case .invalidToken, .signInNeeded, .staffNoLongerValid: 401
    case .crossOrigin, .notPermitted, .channelNotOpen, .debtNeedsManager,
      .ownEntry, .refundNeedsManager, .voucherNeedsManager, .ownRequest, .requestNotYours,
      .wrongSignInCode,
      .wrongCode, .codeNeeded, .transferNeedsMember,
      .formExpired:
      403
    case .notFound, .unknownMember, .unknownSession, .unknownEntry, .unknownEvent, .unknownRequest,
      .unknownRegistration, .noInvitation, .unknownStaff, .unknownReward, .unknownVoucher:
      404
    case .methodNotAllowed: 405
    case .idempotencyKeyInFlight, .duplicateContact, .codesNotSent, .memberHasLeft, .hasWards,
      .outdatedConsent, .noConsentAdopted,
      .alreadyMember, .insufficientPoints, .alreadyReversed, .entryIsReversal, .awardAlreadySpent,
      .eventCancelled, .eventPast, .registrationClosed, .alreadyRegistered, .alreadyCancelled,
      .alreadyRevoked, .tokenInUse, .requestAlreadyDecided, .alreadyCheckedIn, .noSeat,
      .checkInClosed,
      .lapsingUnderWay, .batchRefused, .givenByItself, .tierNeeded, .capReached, .onlyOnce,
      .alreadyAwarded, .alreadyRequested,
      .eventNotBegun, .rewardNotYetOffered, .rewardNoLongerOffered, .rewardSoldOut,
      .rewardLimitReached, .voucherCodeInUse, .voucherUsed, .voucherCancelled, .voucherLapsed,
      .entryPaysVoucher, .stockNotCounted, .impossibleCorrection, .noReferrals, .alreadyReferred,
      .noFamilies, .alreadyInFamily, .familyFull, .notInFamily, .notOneFamily, .tooManyLots,
      .tooLateToRefer:
      409
    case .preconditionFailed: 412
    case .bodyTooLarge: 413
    case .unsupportedMediaType: 415
    case .invalidRequest, .idempotencyKeyReused, .contactMissing, .sessionAlreadyExpired,
      .unknownConsent, .guardianIsWard, .unknownSource, .pointsDifferFromRule,
      .businessDateOutOfRange, .alreadyLapsed, .tokenAlreadyExpired, .pointsMissing,
      .ruleNeedsDiffer, .ruleNotInForce, .nothingEarned, .tooManyPoints, .eventWithoutPoints,
      .duplicateEvent, .duplicateRule, .impossibleRule, .impossibleEvent,
      .duplicateReward, .impossibleReward, .unknownReferrer, .refersThemselves,
      .familyOfOne, .impossibleFamily, .duplicateTag, .unknownRegion, .regionNeeded,
      .unknownSegment,
      .referrerCameLater, .referrerIsGuardian:
      422
    case .tooManyRequests: 429
    case .internalError: 500
    case .storeStopped: 503
    case .diskFull: 507
    }
  }
}
