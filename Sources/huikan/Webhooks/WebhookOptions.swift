import ArgumentParser
import Club
import ClubStore

/// Which other systems are told what happens: `--webhooks`.
struct WebhookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file that says which other systems are told what happens in the club.",
      discussion: "JSON: names, addresses, key files, events; docs/webhooks.md says how.",
      valueName: "file"))
  var webhooks: String?

  /// The systems; none where there is no file.
  func receivers() throws(CommandFailure) -> [WebhookReceiver] {
    guard let webhooks else { return [] }
    return try WebhookReceiver.read(from: webhooks)
  }
}
