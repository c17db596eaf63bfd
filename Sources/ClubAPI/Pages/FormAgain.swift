/// Where a refusal leads back to: to the form, the event or the reward that it came from.
struct WayBack: Sendable {
  /// The words of the link.
  let words: Words
  /// A path of this site, with parameters of the endpoint's own in braces: `/events/{slug}/`.
  let path: String

  /// The member's own page.
  static let me = WayBack(words: Words("回“我的”", "My page"), path: "/me/")
  /// What is kept of the member, and how to leave.
  static let privacy = WayBack(words: Words("资料与隐私", "Data and privacy"), path: "/me/privacy")
}

/// The form that is shown again with a refusal, with what was typed into it.
struct FormAgain: Sendable {
  /// A field that is to be filled in once more; every other one goes along unseen.
  struct Input: Sendable {
    let name: String
    let label: Words
    let autocomplete: String
    let keys: String
    /// Whether it still holds what was typed; codes that were wrong are typed anew.
    var isKept = true
    /// Whether it has many lines.
    var isLong = false
  }

  enum Shape: Sendable {
    /// A few fields under the refusal.
    case inputs([Input], button: Words)
    /// The page of joining, where terms and fields stand.
    case joining
  }

  /// The refusals that somebody can do something about in the form.
  let after: Set<ProblemType>
  let shape: Shape

  static let joining = FormAgain(
    after: [
      .invalidRequest, .contactMissing, .codesNotSent, .codeNeeded, .duplicateContact,
      .outdatedConsent, .unknownConsent, .noConsentAdopted, .noReferrals, .unknownReferrer,
      .refersThemselves, .referrerCameLater, .referrerIsGuardian, .formExpired, .tooManyRequests,
    ], shape: .joining)

  /// Where number and code are asked for.
  static let signIn = FormAgain(
    after: [.invalidRequest, .wrongSignInCode, .tooManyRequests],
    shape: .inputs(
      [
        Input(
          name: "number", label: Words("会员号", "Member number"), autocomplete: "username",
          keys: "numeric"),
        Input(
          name: "code", label: Words("登录码", "Code from the desk"), autocomplete: "one-time-code",
          keys: "text", isKept: false),
      ], button: Words("登录", "Sign in")))

  /// The page where a contact is asked for.
  static func contact(
    _ chinese: String, _ english: String, button: Words = Words("发验证码", "Send the codes")
  ) -> FormAgain {
    FormAgain(
      after: [.invalidRequest, .codesNotSent],
      shape: .inputs(
        [
          Input(name: "contact", label: Words(chinese, english), autocomplete: "off", keys: "email")
        ],
        button: button))
  }

  /// The page where the digits of codes are asked for.
  static func digits(_ inputs: [Input], _ button: Words) -> FormAgain {
    FormAgain(
      after: [.invalidRequest, .wrongCode, .tooManyRequests], shape: .inputs(inputs, button: button)
    )
  }
}

extension FormAgain.Input {
  static let digits = FormAgain.Input(
    name: "digits", label: Words("六位验证码", "Six digits"), autocomplete: "one-time-code",
    keys: "numeric", isKept: false)
}

/// The page of joining with what was typed, and what is wrong with it.
public struct JoiningAgain: Hashable, Sendable {
  /// What is wrong, in a sentence.
  public var message: String
  /// What was typed, by the names of the form's fields.
  public var entered: [String: String]
  /// What is wrong with a field, by its name.
  public var faults: [String: String]
  /// Whether codes are sent, and the form so asks for one contact.
  public var sendsCodes: Bool
}
