import JSON

/// A request and its answer, as docs/api.md shows them and a test has played them.
struct ContractExample: Sendable {
  let body: JSONValue?
  let status: Int
  let answer: JSONValue?
}

/// The examples of docs/api.md. `SNAPSHOTS=overwrite` writes them into `examples.json`, beside the
/// document; a test holds the two together.
enum ContractExamples {
  /// The examples of an endpoint, in the order of the document.
  ///
  /// - Parameter endpoint: method and path, `POST /api/v1/members`.
  /// - Returns: none where the document shows none.
  static func of(_ endpoint: String) -> [ContractExample] {
    all.filter { $0.0 == endpoint }.map(\.1)
  }

  static let all: [(String, ContractExample)] = {
    guard let file = try? JSONValue.parse(PackageResources.examples_json) else { return [] }
    return (file.elements ?? []).map { example in
      (
        example["endpoint"]?.string ?? "",
        ContractExample(
          body: example["body"], status: example["status"]?.int ?? 0, answer: example["answer"])
      )
    }
  }()
}
