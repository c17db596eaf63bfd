import CivilTime
import ClubStore
import JSON

/// The one-use key that a page of confirmation carries: `<expires>.<nonce>.<proof>`.
///
/// The proof binds the key to the form, to what the form says and to who asked for it, so that a
/// key cannot be made elsewhere, moved to another form or used with other values. The nonce is the
/// idempotency key of the write: sent twice, it leads to the same answer and not to a second write.
struct FormKey: Hashable, Sendable {
  /// How long the page of confirmation is good, in seconds.
  static let lifetime = 1800

  private let expires: Int64
  private let nonce: String

  /// A new key.
  init(at now: Instant) {
    expires = now.milliseconds / 1000 + Int64(Self.lifetime)
    nonce = Hexadecimal.text(ClubStore.systemRandom(16))
  }

  /// Reads a key that a form has brought back; nil where it was not made for this, or has expired.
  init?(_ text: String, for subject: Subject, at now: Instant, _ store: ClubStore) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let expires = Int64(parts[0]), parts[1].utf8.count == 32 else {
      return nil
    }
    self.expires = expires
    nonce = String(parts[1])
    guard TokenComparison.isEqual(Array(text.utf8), Array(self.text(for: subject, store).utf8)),
      now.milliseconds / 1000 < expires
    else { return nil }
  }

  /// The key as the form carries it.
  func text(for subject: Subject, _ store: ClubStore) -> String {
    let proof = store.hmac("form-key", subject.bytes + Array("\(expires).\(nonce)".utf8))
    return "\(expires).\(nonce).\(Hexadecimal.text(proof))"
  }

  /// The same key as the store's guard against doing it twice.
  func idempotency(_ subject: Subject) -> IdempotencyKey {
    IdempotencyKey(scope: "\(subject.actor) form", key: nonce, request: subject.bytes)
  }

  /// What a key is bound to.
  struct Subject: Hashable, Sendable {
    /// Who asked, as the journal names them.
    let actor: String
    /// The path that the form is posted to.
    let form: String
    /// What it says.
    let fields: [FormField]

    /// One text for one subject: JSON, so that no value can be mistaken for two.
    var bytes: [UInt8] {
      var json = JSONWriter()
      json.array { json in
        json.string(actor)
        json.string(form)
        for field in fields {
          json.string(field.name)
          json.string(field.value)
        }
      }
      return json.bytes
    }
  }
}
