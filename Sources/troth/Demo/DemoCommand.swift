import ArgumentParser
import CaseModel
import Casework
import Fiction
import FoundationEssentials
import Glibc
import Postgres

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Show Troth on a fictional practice, in a home of its own.",
        discussion: """
            Everyone in it is invented from a seed. The demo has its own database and its own keyring, apart from any \
            real ones; --remove deletes both.

            Example: troth demo --couples 400
            """)

    @Option(help: "How many couples the practice treats.") var couples = 40
    @Option(help: "The seed: the same one makes the same practice.") var seed: UInt64 = 20
    @Option(help: "The day it is in the practice, as YYYY-MM-DD; today where it is left out.") var today: String?
    @Option(help: "How many couples the second practice has, from which data are exported.") var exportCouples = 2000
    @Flag(help: "Make the practice and show nothing.") var only = false
    @Flag(help: "Delete the demo: its database, its keyring, its documents.") var remove = false
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        // The demo is never made in a server of one's own, whatever the environment says.
        for name in ["PGSERVICE", "PGHOST", "PGHOSTADDR"] { unsetenv(name) }
        try office.requireEmbedded()
        let home = office.home.map { Home($0) } ?? Home.demo
        if remove { return try await DemoHome(home).remove(sayingSo: true) }
        let day = try today.map { try DayArgument.day($0, field: "--today") } ?? Self.dayNow
        guard couples > 0, exportCouples >= 0 else {
            throw CaseworkError.invalid(field: "--couples", "give a number above 0")
        }
        let practice = FictionalPractice(
            seed: seed, today: day, couples: couples, detail: couples > 5_000 ? .light : .full)
        var options = office
        options.home = home.path
        let started = ContinuousClock.now
        let made = try await DemoPractice(home: home, options: options).make(practice)
        print("Made in \(ContinuousClock.now - started, decimals: 1) s.\n")
        if only { return }
        try await DemoTour(home: home, options: options, made: made, exportCouples: exportCouples, today: day).walk()
    }

    private static var dayNow: CalendarDate {
        CalendarDate(dayNumber: Int(Timestamp.now.microseconds / 86_400_000_000))
    }
}

extension DefaultStringInterpolation {
    /// Seconds with so many decimals.
    mutating func appendInterpolation(_ duration: Duration, decimals: Int) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        appendInterpolation(DecimalText(seconds, decimals: decimals)?.description ?? "?")
    }
}
