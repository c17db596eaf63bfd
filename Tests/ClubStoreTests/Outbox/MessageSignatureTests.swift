import CivilTime
import Testing

@testable import ClubStore

@Suite("The signature of a message")
struct MessageSignatureTests {
  @Test("is that of the example of Standard Webhooks")
  func example() throws {
    let signature = try #require(MessageSignature(key: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    let headers = signature.headers(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", time: Instant(milliseconds: 1_614_265_330_000),
      body: Array(#"{"test": 2432232314}"#.utf8))
    #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(headers[1].value == "1614265330")
    #expect(headers[2].value == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test(
    "short keys, and what is no base 64, are refused",
    arguments: [
      "", "whsec_", "c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!",
      "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa=",
    ])
  func refused(key: String) {
    #expect(MessageSignature(key: key) == nil)
  }

  @Test(
    "base 64 with its padding",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v")])
  func padding(text: String, coded: String) {
    #expect(Base64.text(Array(text.utf8)) == coded)
    #expect(Base64.bytes(coded.utf8) == Array(text.utf8))
  }
}
