import Club

/// What somebody fills in to join, from JSON or from a form.
struct SignUpFields: Hashable, Sendable {
  let name: PersonName
  let phone: Phone?
  let email: Email?
  let consent: Code
  /// The name and the digits of the code that was sent to the contact; nil where none was asked for.
  let proof: Proof?
  /// The member who brought the applicant.
  let referrer: MemberNumber?

  struct Proof: Hashable, Sendable {
    let name: String
    let digits: String
  }

  /// The same fields as contracts name them.
  static let declared: [Field] = [
    .needed("name", .name), .optional("phone", .phone), .optional("email", .email),
    .needed("consent", .consent), .optional("code", .codeName), .optional("digits", .digits),
    .optional("referrer", .referrer),
  ]

  /// The fields of the form on the site, where one of them takes either contact.
  static let declaredInForms = declared + [.optional("contact", .contact)]

  /// Takes the fields; nil where some are wrong, which `finish()` then says.
  init?(_ fields: inout FieldReader, inForm: Bool = false) {
    let name = fields.required("name") { PersonName($0) }
    var phone = fields.optional("phone") { Phone($0) }
    var email = fields.optional("email") { Email($0) }
    switch inForm ? fields.optional("contact", { Contact($0) }) : nil {
    case .phone(let number)?: phone = phone ?? number
    case .email(let address)?: email = email ?? address
    case nil: break
    }
    self.phone = phone
    self.email = email
    let code = fields.optional("code") { CodeEndpoints.codeName($0) }
    let digits = fields.optional("digits") { CodeEndpoints.sixDigits($0) }
    proof = code.flatMap { code in digits.map { Proof(name: code, digits: $0) } }
    referrer = fields.optional("referrer") { MemberNumber($0) }
    let consent = fields.required("consent") { Code($0) }
    guard let name, let consent else { return nil }
    self.name = name
    self.consent = consent
  }

  /// The same as form fields, normalised.
  var formFields: [FormField] {
    [
      FormField(name: "name", value: name.text),
      FormField(name: "phone", value: phone?.text ?? ""),
      FormField(name: "email", value: email?.text ?? ""),
      FormField(name: "consent", value: consent.text),
    ] + (referrer.map { [FormField(name: "referrer", value: $0.digits)] } ?? [])
  }

  /// The application, by one of the three routes.
  func signUp(
    by channel: JoiningChannel, session: NewSession? = nil, guardian: MemberNumber? = nil,
    proof: TokenHash? = nil
  ) -> SignUp {
    SignUp(
      channel: channel, consent: consent, name: name, phone: phone, email: email,
      session: session, guardian: guardian, proof: proof, referrer: referrer)
  }
}
