/// Every endpoint of the API; a room adds its own by one line.
enum Rooms {
  static let endpoints: [Endpoint] = [
    HealthEndpoints.all,
    MembershipEndpoints.all,
    JoinForms.all,
    PointsEndpoints.all,
    ApprovalEndpoints.all,
    RegistrationEndpoints.all,
    RegistrationForms.all,
    SessionEndpoints.all,
    SignInEndpoints.all,
    CardPages.all,
    DeskEndpoints.all,
  ].flatMap { $0 }
}
