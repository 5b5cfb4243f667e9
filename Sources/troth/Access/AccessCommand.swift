import ArgumentParser

struct AccessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access", abstract: "Who can open what: the rights, one case, bars, break-glass and its review.",
        subcommands: [
            AccessMatrix.self, AccessWho.self, AccessReview.self, AccessBar.self, AccessUnbar.self, AccessBars.self,
            AccessBreakGlass.self, AccessReviews.self, AccessReviewGlass.self, AccessNotices.self,
        ])
}
