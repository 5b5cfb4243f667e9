import ArgumentParser
import Casework
import FoundationEssentials
import Sealing

struct KeysStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Which keys there are, what lies under which, and when the keyring was last copied.",
        discussion: "Ids, versions and numbers; never a key.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let keyring = try KeyringFile.load(path: office.home.keyring)
            let lines = Self.lines(
                of: try await office.casework.keyCensus(), keyring, backups: try KeyringBackups(office.home))
            try StandardOutput.stream {
                Self.listing.write(lines, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    /// One thing that is known of the keys.
    struct Line: Sendable {
        let name: String
        let value: String
    }

    static func lines(of census: KeyCensus, _ keyring: Keyring, backups: KeyringBackups) -> [Line] {
        var lines = keyring.keyIDs.map { id in
            let uses = census.outerKeys[id, default: 0]
            let part = id == keyring.currentID ? "current" : uses == 0 ? "can be retired" : "kept for what it wraps"
            return Line(
                name: "outer key \(id.uuidString)",
                value:
                    "made \(keyring.createdOn(id) ?? "?"), wraps \(uses) practice \(uses == 1 ? "key" : "keys"), \(part)"
            )
        }
        for key in census.practiceKeys {
            let isHeld = keyring.keyIDs.contains(key.outerKeyID)
            lines.append(
                Line(
                    name: "practice key version \(key.version)",
                    value: "under outer key \(key.outerKeyID.uuidString)"
                        + (isHeld ? "" : ", which is not in this keyring")))
        }
        lines.append(Line(name: "cases with keys", value: "\(census.cases)"))
        if let day = census.oldestKeysMadeOn { lines.append(Line(name: "oldest keys of a case", value: "made \(day)")) }
        lines.append(Line(name: "cases half exchanged", value: "\(census.halfExchanged)"))
        if let day = census.rotationBegunOn {
            lines.append(
                Line(
                    name: "rotation of all",
                    value: "begun \(day), \(census.rotationLeft) cases left; `troth keys rotate --all`"))
        }
        lines.append(Line(name: "cases erased", value: "\(census.erased)"))
        lines.append(Line(name: "backup of the keyring", value: backups.words(for: keyring)))
        return lines
    }

    static let listing = Listing<Line>(
        empty: "",
        columns: [
            Column("what", "What", fit: .whole) { .text($0.name) },
            Column("state", "State", fit: .wraps) { .text($0.value) },
        ],
        handle: { $0.name })
}
