import ArgumentParser
import CaseModel
import Casework

struct CaseOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a couple's case. You become its therapist.",
        discussion: """
            Names, birth dates and contacts are sealed before they reach the database. A contact that the other partner \
            does not know of is given with --private-phone-a and its like; reminders avoid it.

            Example: troth case open --name-a "Ana Ruiz" --part-a hurt --name-b "Dan Ruiz" --part-b involved \\
                     --breach financial --found found --born-a 1984 --born-b 1981 --together-since 2009
            """)

    @Option(help: "Name of partner A.") var nameA: String?
    @Option(help: "Name of partner B.") var nameB: String?
    @Option(help: "A's part in the breach: hurt, involved or both.") var partA: PartInBreach
    @Option(help: "B's part in the breach: hurt, involved or both.") var partB: PartInBreach
    @Option(help: "Kind of breach: sexual, emotional, online, financial, substance or other_deception.")
    var breach: Breach.Kind
    @Option(name: .customLong("found"), help: "How it came to light: told, found, suspected or unknown.")
    var cameToLight: Breach.CameToLight = .unknown
    @Option(help: "Month in which it came to light, as YYYY-MM.") var breachMonth: String?
    @Option(help: "Whether it is ongoing, ended or unknown.") var breachState: Breach.State = .unknown
    @Option(name: .customLong("born-a"), help: "A's year of birth, or the date as YYYY-MM-DD.") var bornA: String?
    @Option(name: .customLong("born-b"), help: "B's year of birth, or the date as YYYY-MM-DD.") var bornB: String?
    @Option(help: "A's phone number.") var phoneA: String?
    @Option(help: "B's phone number.") var phoneB: String?
    @Option(help: "A phone number of A that B does not know of.") var privatePhoneA: String?
    @Option(help: "A phone number of B that A does not know of.") var privatePhoneB: String?
    @Option(help: "Year since when they are together.") var togetherSince: Int?
    @Option(help: "Number of children.") var children: Int?
    @Option(help: "Region as a short code, such as OR.") var region: String?
    @Option(help: "enquiry, waiting or active.") var status: CaseStatus = .active
    @Option(name: .customLong("on"), help: "Day of opening, as YYYY-MM-DD; today where it is left out.")
    var openedOn: String?

    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var office: OfficeOptions

    func run() async throws {
        guard status != .closed, status != .paused else {
            throw CaseworkError.invalid(field: "--status", "a case is opened as enquiry, waiting or active")
        }
        try await Office.run(office) { office in
            let today = try await office.casework.today()
            let history = try history(today: today)
            let input = CommandLine.arguments.dropFirst().map(Optional.some)
            let handle = try await office.change("case open", Array(input), key: key) {
                try await office.casework.openCase(history, key: $0)
            }
            try Answer.say(handle.description, "Opened case \(handle).", output)
        }
    }

    private func history(today: CalendarDate) throws -> CaseHistory {
        var month: CalendarDate?
        if let breachMonth { month = try DayArgument.day(breachMonth + "-01", field: "--breach-month") }
        return CaseHistory(
            a: try partner(nameA, partA, born: bornA, phone: phoneA, privatePhone: privatePhoneA, field: "--born-a"),
            b: try partner(nameB, partB, born: bornB, phone: phoneB, privatePhone: privatePhoneB, field: "--born-b"),
            breach: Breach(kind: breach, cameToLight: cameToLight, month: month, state: breachState),
            region: region, togetherSince: togetherSince, children: children,
            openedOn: try openedOn.map { try DayArgument.day($0, field: "--on") } ?? today, status: status)
    }

    private func partner(
        _ name: String?, _ part: PartInBreach, born: String?, phone: String?, privatePhone: String?, field: String
    ) throws -> CaseHistory.PartnerRecord {
        var profile = PartnerProfile()
        var year: Int?
        if let born {
            if let number = Int(born) {
                year = number
            } else {
                let day = try DayArgument.day(born, field: field)
                year = day.year
                profile.birthDate = day.description
            }
        }
        if let phone { profile.channels.append(ContactChannel(kind: .phone, value: phone, isKnownToOther: true)) }
        if let privatePhone {
            profile.channels.append(ContactChannel(kind: .phone, value: privatePhone, isKnownToOther: false))
        }
        return CaseHistory.PartnerRecord(name: name, part: part, birthYear: year, profile: profile)
    }
}

extension PartInBreach: ExpressibleByArgument {}
extension Breach.Kind: ExpressibleByArgument {}
extension Breach.CameToLight: ExpressibleByArgument {}
extension Breach.State: ExpressibleByArgument {}
