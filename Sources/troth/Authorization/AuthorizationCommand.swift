import ArgumentParser
import CaseModel
import Casework

struct AuthorizationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authorization", abstract: "What a partner allows: who may have what of the record, until when.",
        discussion: "docs/how-to/releasing-a-record.md shows the whole way.",
        subcommands: [AuthorizationAdd.self, AuthorizationRevoke.self, AuthorizationList.self],
        defaultSubcommand: AuthorizationList.self)
}

struct AuthorizationAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Record an authorization that a partner signed.",
        discussion: """
            Joint entries go to anybody only where both partners have authorized it for that reader. A person is found \
            again by the name, so write it the same way each time.

            Example: troth authorization add C4XK92TM --from A --to "Dr. Lena Adler" --covers joint,own \
            --purpose "Further treatment" --until 2027-03-31
            """)

    @Argument(help: "The case's handle.") var handle: String
    @Option(name: .customLong("from"), help: "Who gives it: A or B.") var partner: String
    @Option(help: "To whom: A, B, couple, or a person's name and place.") var to: String
    @Option(help: "joint: what both said together; own: what this partner told alone; or joint,own.")
    var covers = "joint"
    @Option(help: "Why the copy is wanted.") var purpose: String
    @Option(name: .customLong("on"), help: "The day it was signed, as YYYY-MM-DD; today where it is left out.")
    var day: String?
    @Option(help: "The last day on which it holds, as YYYY-MM-DD; until it is revoked where it is left out.")
    var until: String?
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let parts = try CoversArgument.words(covers, of: ["joint", "own"])
        let given = NewAuthorization(
            partner: try PartnerArgument.partner(partner, field: "--from"),
            recipient: try ReaderArgument.reader(to), coversJoint: parts.contains("joint"),
            coversOwn: parts.contains("own"), purpose: purpose,
            on: try day.map { try DayArgument.day($0, field: "--on") },
            until: try until.map { try DayArgument.day($0, field: "--until") })
        try await Office.run(office) { office in
            let input = [handle, partner, to, covers, purpose, day, until]
            let id = try await office.change("authorization add", input, key: key) {
                try await office.casework.authorize(given, in: handle, key: $0)
            }
            try Answer.say(
                id, "Recorded authorization \(id). `troth authorization revoke \(id)` ends it.", output)
        }
    }
}

struct AuthorizationRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Record that a partner took an authorization back, from now on.",
        discussion: "Example: troth authorization revoke 6f1e0a52-6c1c-4b6b-9a63-0d6f5b1f3c11")

    @Argument(help: "The authorization's id, as `troth authorization list` shows it.") var id: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            try await office.change("authorization revoke", [id], key: key) {
                try await office.casework.revokeAuthorization(id, key: $0)
            }
            try Answer.say(id, "Revoked. What was given before stays in the accounting.", output)
        }
    }
}

struct AuthorizationList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The authorizations of a case, with those that are over or revoked.",
        discussion: "Example: troth authorization list C4XK92TM")

    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.authorizations(of: handle)
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<Authorization>(
        empty: "No partner of this case has authorized anything.",
        columns: [
            Column("id", "Id", fit: .whole) { .text($0.id) },
            Column("from", "From") { .text($0.partner.rawValue) },
            Column("to", "To", fit: .wraps) { .text($0.recipient) },
            Column("covers", "Covers") { .text($0.covers.joined(separator: ",")) },
            Column("purpose", "Why", fit: .wraps) { .text($0.purpose) },
            Column("given_on", "Given") { .date($0.givenOn.description) },
            Column("until", "Until") { entry in .optional(entry.until) { .date($0.description) } },
            Column("revoked_on", "Revoked") { entry in .optional(entry.revokedOn) { .date($0.description) } },
            Column("in_force", "Holds", style: { $0.isInForce ? .good : .dim }) { .boolean($0.isInForce) },
        ],
        handle: { $0.id })
}

/// Reads for whom a copy is.
enum ReaderArgument {
    static func reader(_ text: String) throws -> CopyReader {
        guard let reader = CopyReader(text) else {
            throw CaseworkError.invalid(field: "--to", "say for whom: A, B, couple, or a person's name and place")
        }
        return reader
    }
}

/// Reads words with commas between, each of them known.
enum CoversArgument {
    static func words(_ text: String, of known: [String]) throws -> Set<String> {
        let words = text.split(separator: ",").map { $0.filter { $0 != " " } }
        guard !words.isEmpty, words.allSatisfy(known.contains) else {
            throw CaseworkError.invalid(field: "--covers", "use \(known.joined(separator: ", ")), with commas between")
        }
        return Set(words)
    }
}
