import ArgumentParser
import ClubStore
import JSON

/// `huikan people seal`: from now on the store says nothing about people without its key.
struct PeopleSealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Make a key, keep a recovery copy, and seal the people of a store with it.",
    discussion: """
      The key is 256 random bits in a file of its own, outside the store; the recovery copy goes to
      another disk, a safe, a printer. Both are read back and proved before anything is sealed. What is
      in clear so far is sealed too. Stop the server first.

      IF BOTH KEY AND COPY ARE LOST, NAMES, CONTACTS AND REASONS ARE LOST FOR GOOD. Nobody can bring
      them back. The books, numbers and balances are not touched by that.

      The server finds the key where it was made; HUIKAN_PEOPLE_KEY names another place.

      EXAMPLE
        huikan people seal --key /etc/huikan/people.key --recovery /media/usb/people.key
      """)

  @Option(help: ArgumentHelp("The key's new file, outside the store.", valueName: "file"))
  var key: String
  @Option(
    help: ArgumentHelp(
      "The recovery copy, in another folder: best on another disk.",
      valueName: "file"))
  var recovery: String
  @OptionGroup var options: LedgerOptions

  func run() async throws {
    let console = options.output.console
    do {
      let folder = StoreFolder(options.store)
      try folder.check()
      let (name, values) = try PeopleSealing.set(up: folder.path, key: key, recovery: recovery)
      if options.output.json {
        let answer: JSONValue = [
          "key": .string(name), "values": .int(Int64(values)), "file": .string(key),
          "recovery": .string(recovery),
        ]
        console.result("\(answer)")
      } else {
        console.result(
          """
          Key \(name) made in \(key); the copy in \(recovery) opens what it seals.
          \(values) values that lay in clear are sealed now; every new one will be.
          Take the copy away from this machine. If key and copy are lost, the names are lost for good.
          Backups made before still hold the people in clear: delete them when you can.
          """)
      }
    } catch {
      throw failure(error, console)
    }
  }
}

extension StoreFolder {
  /// The name of the key with which the people are sealed; nil where they lie in clear.
  func peopleKeyName() throws -> String? { try PeopleSealing.read(in: path)?.key }
}
