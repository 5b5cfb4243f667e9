import ArgumentParser
import CaseModel
import Casework

struct CaseTransfer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer", abstract: "Hand a case over to another therapist: offered, then accepted.",
        discussion: """
            Nothing moves before the offer is accepted; then the assignment moves in one step. Psychotherapy notes stay \
            behind, sealed to their author.
            """,
        subcommands: [
            CaseTransferOffer.self, CaseTransferAccept.self, CaseTransferDecline.self, CaseTransferWithdraw.self,
            CaseTransferList.self,
        ], defaultSubcommand: CaseTransferList.self)
}

struct CaseTransferOffer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offer", abstract: "Offer a case of yours to another therapist.",
        discussion: "Example: troth case transfer offer C4XK92TM --to omar")

    @Argument(help: "The case's handle.") var handle: String
    @Option(name: .customLong("to"), help: "The other therapist's login.") var login: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        let caseHandle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            try await office.change("case transfer offer", [handle, login], key: key) {
                try await office.casework.offerTransfer(of: caseHandle, to: login, key: $0)
            }
            try Answer.say(
                caseHandle.description,
                "Offered case \(caseHandle) to \(login). It is yours until they accept.", output)
        }
    }
}

struct CaseTransferAccept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Accept a case that was offered to you.",
        discussion: "Example: troth case transfer accept C4XK92TM")

    @OptionGroup var answer: TransferAnswerOptions

    func run() async throws { try await answer.give(.accept) { "Case \($0) is yours." } }
}

struct CaseTransferDecline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline", abstract: "Decline a case that was offered to you.",
        discussion: "Example: troth case transfer decline C4XK92TM")

    @OptionGroup var answer: TransferAnswerOptions

    func run() async throws { try await answer.give(.decline) { "Declined case \($0)." } }
}

struct CaseTransferWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Withdraw your offer of a case.",
        discussion: "Example: troth case transfer withdraw C4XK92TM")

    @OptionGroup var answer: TransferAnswerOptions

    func run() async throws { try await answer.give(.withdraw) { "Withdrew the offer of case \($0)." } }
}

/// What every answer to an offer is told.
struct TransferAnswerOptions: ParsableArguments {
    @Argument(help: "The case's handle.") var handle: String
    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func give(_ answer: TransferAnswer, saying sentence: (Handle) -> String) async throws {
        let caseHandle = try HandleArgument.read(handle, .caseFile)
        try await Office.run(office) { office in
            try await office.change("case transfer \(answer.rawValue)", [handle], key: key) {
                try await office.casework.answerTransfer(of: caseHandle, answer, key: $0)
            }
            try Answer.say(caseHandle.description, sentence(caseHandle), output)
        }
    }
}

struct CaseTransferList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The offers you made or got; everyone's for a practice admin.",
        discussion: "A case that was handed over to you has its note here.")

    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        try await Office.run(office) { office in
            let transfers = try await office.casework.transfers()
            try StandardOutput.stream {
                Self.listing.write(
                    transfers, options: output, screen: .standardOutput(noColor: output.noColor), to: &$0)
            }
        }
    }

    static let listing = Listing<TransferEntry>(
        empty: "No case was offered.",
        columns: [
            Column("case", "Case", fit: .whole) { .text($0.caseHandle) },
            Column("from", "From", fit: .whole) { .text($0.from) },
            Column("to", "To", fit: .whole) { .text($0.to) },
            Column("offered", "Offered") { .text($0.offeredAt.description) },
            Column("standing", "Standing") { .text($0.standing.rawValue) },
            Column("answered", "Answered") { entry in .optional(entry.answeredAt) { .text($0.description) } },
            Column("note", "Note", fit: .wraps) { entry in .optional(entry.note) { .text($0) } },
        ],
        handle: { $0.caseHandle })
}
