import Club

/// What somebody fills in to join, from JSON or from a form.
struct SignUpFields: Hashable, Sendable {
  let name: PersonName
  let phone: Phone?
  let email: Email?
  let consent: Code

  /// The same fields as contracts name them.
  static let declared: [Field] = [
    .needed("name", .name), .optional("phone", .phone), .optional("email", .email),
    .needed("consent", .consent),
  ]

  /// Takes the fields; nil where some are wrong, which `finish()` then says.
  init?(_ fields: inout FieldReader) {
    let name = fields.required("name") { PersonName($0) }
    phone = fields.optional("phone") { Phone($0) }
    email = fields.optional("email") { Email($0) }
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
    ]
  }

  /// The application, by one of the three routes.
  func signUp(by channel: JoiningChannel, session: NewSession? = nil) -> SignUp {
    SignUp(
      channel: channel, consent: consent, name: name, phone: phone, email: email,
      session: session)
  }
}
