import ArgumentParser

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The keys that everything is sealed with: copies, new ones, erasing (practice admin).",
        discussion: """
            A lost keyring is a disaster: what is sealed stays sealed, for everyone, for ever. Begin with `troth keys \
            backup`. docs/how-to/keys.md tells the whole story.
            """,
        subcommands: [
            KeysStatus.self, KeysBackup.self, KeysRestore.self, KeysRotateOuter.self, KeysRetire.self, KeysRotate.self,
            KeysErase.self, KeysCertificate.self,
        ], defaultSubcommand: KeysStatus.self)
}
