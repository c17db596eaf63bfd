/// A drawing that the site needs as PNG, for readers who take no SVG: under a name that holds the hash
/// of all that it is made of, so that it is made where it is not there yet.
struct Drawing: Sendable {
  /// How errors call it.
  let name: String
  /// How wide the PNG is, in pixels.
  let width: Int
  /// What it is made of, SVG; on any thread, when the file is written.
  let svg: @Sendable () throws(OutputError) -> [UInt8]
}
