import ArgumentParser

struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Copies of a record for a partner, the couple, or somebody outside.",
        discussion: """
            `prepare` builds the copy that the authorizations allow, says what it withholds and why, checks it by separate \
            code, and gives it with its entry in the accounting. What a law asks for without the couple's leave is asked \
            for, answered by a second person, and then given; a mandated report is never held.

            docs/how-to/releasing-a-record.md shows the whole way.
            """,
        subcommands: [
            ReleasePrepare.self, ReleaseAsk.self, ReleaseApprove.self, ReleaseRefuse.self, ReleaseWithdraw.self,
            ReleaseReportRecord.self, ReleaseReview.self, ReleaseList.self,
        ], defaultSubcommand: ReleaseList.self)
}
