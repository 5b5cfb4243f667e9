import ArgumentParser
import CaseModel
import Casework

struct CaseHandOver: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hand-over",
        abstract: "A whole caseload to another therapist, when one leaves, dies or is suspended.",
        subcommands: [CaseHandOverStart.self, CaseHandOverList.self], defaultSubcommand: CaseHandOverList.self)
}

struct CaseHandOverStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Hand a caseload over at once (their supervisor, or a practice admin).",
        discussion: """
            Every assignment of the first ends, and of each case whose primary therapist they were the second is that from \
            this moment, in one step. Nobody is asked; for one case that its therapist gives, use `troth case transfer`. \
            Psychotherapy notes and unsigned drafts stay behind, sealed to their author. Asks for your password again.

            Each case gets a note for whoever has it now, in `troth case transfer list`: what --note says, or what \
            --note-for says of that case.

            Example: troth case hand-over start --from thea --to omar --reason died --note "The Monday couples know" \
            --note-for C4XK92TM="An apology is due next"
            """)

    @Option(name: .customLong("from"), help: "The login of who is gone.") var leaver: String
    @Option(name: .customLong("to"), help: "The login of who takes the cases.") var taker: String
    @Option(help: "left, died, suspended, ill or other.") var reason: HandOverReason
    @Option(help: "For whoever takes the cases; no client's name.") var note: String?
    @Option(name: .customLong("note-for"), help: "HANDLE=WORDS: about one of the cases; can be given again.")
    var caseNotes: [String] = []
    @OptionGroup var proof: ProofOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        var notes: [Handle: String] = [:]
        for given in caseNotes {
            guard let sign = given.firstIndex(of: "=") else {
                throw CaseworkError.invalid(field: "--note-for", "write HANDLE=WORDS")
            }
            let handle = try HandleArgument.read(String(given[..<sign]), .caseFile)
            guard notes.updateValue(String(given[given.index(after: sign)...]), forKey: handle) == nil else {
                throw CaseworkError.invalid(field: "--note-for", "\(handle) has two notes; give one")
            }
        }
        try await Office.run(office) { [notes] office in
            try await office.proved(proof) {
                let input = [leaver, taker, reason.rawValue, note] + caseNotes.sorted()
                let count = try await office.change("case hand-over", input, key: key) {
                    try await office.casework.handOver(
                        from: leaver, to: taker, because: reason, note: note, caseNotes: notes, key: $0)
                }
                let what = count == 1 ? "1 case of \(leaver) is" : "\(count) cases of \(leaver) are"
                try Answer.say(taker, "\(what) \(taker)'s now. \(leaver) has none any more.", output)
            }
        }
    }
}

struct CaseHandOverList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Caseloads that were handed over: yours, and for a practice admin all.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let entries = try await office.casework.handOvers()
            try StandardOutput.stream {
                Self.listing.write(entries, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<HandOverEntry>(
        empty: "No caseload was handed over.",
        columns: [
            Column("from", "From", fit: .whole) { .text($0.from) },
            Column("to", "To", fit: .whole) { .text($0.to) },
            Column("reason", "Why") { .text($0.reason.rawValue) },
            Column("cases", "Cases", align: .trailing) { .integer($0.cases) },
            Column("started_by", "Begun by") { .text($0.startedBy) },
            Column("started_at", "When") { .text($0.startedAt.description) },
            Column("note", "Note", fit: .wraps) { entry in .optional(entry.note) { .text($0) } },
        ],
        handle: { $0.from })
}

extension HandOverReason: ExpressibleByArgument {}
