import ArgumentParser

/// `huikan people`: how names and contacts lie on the disk.
struct PeopleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract:
      "Seal names, contacts and reasons with a key outside the store; see who has read them.",
    discussion: """
      EXAMPLE
        huikan people seal --key /etc/huikan/people.key --recovery /media/usb/people.key
        huikan people readings --member 477127567449
      """,
    subcommands: [PeopleReadingsCommand.self, PeopleSealCommand.self])
}
