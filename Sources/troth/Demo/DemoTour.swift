import ArgumentParser
import CaseModel
import Casework
import Fiction
import FoundationEssentials
import Postgres

/// Walks a visitor through the main job, by the commands that a person would type.
struct DemoTour {
    let home: Home
    let options: OfficeOptions
    let made: MadePractice
    let exportCouples: Int
    let today: CalendarDate

    func walk() async throws {
        let chosen = chosenCouple
        let therapist = made.fiction.staff[chosen.therapist + 1]
        let handle = made.handles[chosen.therapist][chosen.couple].description
        print("1. The caseload of \(therapist.name), \(therapist.credential ?? therapist.position)\n")
        try await logIn(therapist.login)
        try await type(["case", "list"])
        print("\n2. One couple's road\n")
        try await type(["stage", "show", handle])
        print("\n3. Documents\n")
        try FileManager.default.createDirectory(
            atPath: DemoHome(home).documents, withIntermediateDirectories: true)
        let session = try await lastSession(of: handle)
        try await type(["summary", session, "--out", DemoHome(home).documents + "/summary-\(session).html"])
        try await type(["progress", handle, "--out", DemoHome(home).documents + "/progress-\(handle).html"])
        if exportCouples > 0 { try await export() }
        try await logIn(therapist.login)
        printNext(therapist: therapist.login, handle: handle, session: session)
    }

    /// The couple with the longest story: in treatment, with a return to an earlier stage, and gains by both since.
    private var chosenCouple: (therapist: Int, couple: Int) {
        var best = (therapist: 0, couple: 0)
        var most = Int.min
        for therapist in 0..<made.fiction.therapists {
            for (index, history) in made.fiction.cases(of: therapist).enumerated() where history.status == .active {
                let returned = history.stages.contains { $0.move.kind == .goBack }
                let gain = Partner.allCases.map { history.gain(of: $0) }.min() ?? 0
                let weight = history.measures.count + (returned ? 40 : 0) + 2 * gain
                if weight > most { (best, most) = ((therapist, index), weight) }
            }
        }
        return best
    }

    private func export() async throws {
        print("\n4. An anonymized export, from a second practice\n")
        let second = FictionalPractice(
            seed: made.fiction.seed &+ 1, today: today, couples: exportCouples, therapists: 8, detail: .light)
        let installation = Installation(home: home, options: options)
        let administrator = try await installation.administrator()
        defer { administrator.close() }
        _ = try await DemoPractice(home: home, options: options).add(
            second, named: "Tidewater Family Services", loginSuffix: ".2", over: administrator,
            keyring: try installation.keyring())
        try await logIn(second.staff[0].login + ".2")
        try await type(["export", "recipient", "add", "uni-north"])
        try await type(["export", "request", "--recipient", "uni-north", "--profile", "research"])
        let handle = try await Office.run(options) { office in
            var random = SystemRandomNumberGenerator()
            _ = try await office.casework.addStaff(
                NewStaffMember(
                    login: Self.secondAdmin, name: "Robin Vale", credential: nil, duties: [.practiceAdmin],
                    password: MadePractice.password), key: .random(using: &random))
            return try await office.casework.releases().first?.handle ?? ""
        }
        print("# another practice admin logs in, looks and approves\n")
        try await logIn(Self.secondAdmin)
        try await type(["export", "approve", handle])
        try await type(["export", "deliver", handle, "--out", DemoHome(home).documents + "/export"])
    }

    /// Who approves: nobody approves what they asked for themselves.
    private static let secondAdmin = "robin.2"

    /// Shows a command as a person would type it, and runs it.
    private func type(_ words: [String]) async throws {
        print("$ troth \(words.joined(separator: " "))")
        nonisolated(unsafe) var command = try Troth.parseAsRoot(words + ["--home", home.path])
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }

    private func logIn(_ login: String) async throws {
        try await Office.run(options) { office in
            let session = try await office.casework.logIn(login: login, password: MadePractice.password)
            try LoginFile(home).write(session.token)
        }
    }

    /// The last session of the couple that was held and has a signed note.
    private func lastSession(of handle: String) async throws -> String {
        try await Office.run(options) { office in
            let sessions = try await office.casework.sessions(of: handle)
            guard let last = sessions.last(where: { $0.state == .held && $0.note == .signed }) else {
                throw CaseworkError.notFound(.session, "with a signed note")
            }
            return last.handle
        }
    }

    private var removal: String {
        home.path == Home.demo.path ? "troth demo --remove" : "troth demo --remove --home \(home.path)"
    }

    private func printNext(therapist: String, handle: String, session: String) {
        print(
            """

            Next, try the practice yourself (you are logged in as \(therapist); everyone's password is
            "\(MadePractice.password)"):

              export TROTH_HOME=\(home.path) PATH=\(programFolder):$PATH
              troth case show \(handle)
              troth note show --case \(handle)
              troth measure list \(handle)
              troth commitment list \(handle)
              troth session list \(handle)
              troth login dokonkwo        another therapist, with another caseload
              troth login mcastellanos    who supervises tnakagawa: troth case list --as supervisor
              troth login praman          the front desk: troth desk calendar
              troth doctor
              \(removal)         deletes all of this

            The documents are in \(DemoHome(home).documents).
            """)
    }

    /// The folder of this program, as an absolute path.
    private var programFolder: String {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "troth"
        return program.lastIndex(of: "/").map { String(program[..<$0]) } ?? "."
    }
}

extension CaseHistory {
    /// How many points of satisfaction a partner gained from the first score to the last.
    fileprivate func gain(of partner: Partner) -> Int {
        let scores = measures.filter { $0.partner == partner && $0.instrument == "CSI-16" }.map(\.score)
        guard let first = scores.first, let last = scores.last else { return 0 }
        return last - first
    }
}
