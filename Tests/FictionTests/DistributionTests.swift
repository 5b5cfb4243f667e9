import CaseModel
import Fiction
import Testing

@Suite("Two thousand fictional couples")
struct DistributionTests {
    static let histories: [CaseHistory] = {
        let practice = FictionalPractice(
            seed: 2_026, today: FictionalPracticeTests.today, couples: 2_000, detail: .light)
        return (0..<2_000).map(practice.couple)
    }()

    static let begun = histories.filter { !$0.stages.isEmpty }

    private func share(_ isCounted: (CaseHistory) -> Bool, of all: [CaseHistory] = begun) -> Double {
        Double(all.count(where: isCounted)) / Double(all.count)
    }

    @Test("are at every stage of the road", arguments: Stage.allCases)
    func everyStage(stage: Stage) {
        #expect(share { $0.stages.last?.move.to == stage } > 0.04)
        #expect(Self.begun.contains { $0.status == .active && $0.stages.last?.move.to == stage })
    }

    @Test("go back in one case of five, and skip seldom")
    func setbacks() {
        let returned = share { $0.stages.contains { $0.move.kind == .goBack } }
        #expect(0.12...0.30 ~= returned, "\(returned)")
        let skipped = share { $0.stages.contains { $0.move.kind == .skip } }
        #expect(0.002...0.05 ~= skipped, "\(skipped)")
    }

    @Test("stand at every point of a case's life")
    func statuses() {
        #expect(0.35...0.60 ~= share({ $0.status == .active }, of: Self.histories))
        #expect(0.30...0.55 ~= share({ $0.status == .closed }, of: Self.histories))
        for status in [CaseStatus.enquiry, .waiting, .paused] {
            #expect(0.005...0.10 ~= share({ $0.status == status }, of: Self.histories), "\(status)")
        }
    }

    @Test("end in every way, most often completed and together")
    func endings() {
        let closings = Self.histories.compactMap(\.closing)
        for how in Closing.HowItEnded.allCases { #expect(closings.contains { $0.howItEnded == how }, "\(how)") }
        for relationship in Closing.Relationship.allCases {
            #expect(closings.contains { $0.relationship == relationship }, "\(relationship)")
        }
        let together = closings.count { $0.howItEnded == .completed && $0.relationship == .together }
        #expect(0.3...0.7 ~= Double(together) / Double(closings.count))
        #expect(closings.contains { $0.howItEnded == .completed && $0.relationship == .apart })
    }

    @Test("come for every kind of breach, in plausible shares")
    func breaches() {
        for kind in Breach.Kind.allCases { #expect(0.05...0.45 ~= share { $0.breach.kind == kind }, "\(kind)") }
        #expect(0.03...0.08 ~= share { $0.a.part == .both })
        #expect(0.5...0.66 ~= share { $0.region == "CA" })
    }

    /// First and last score of each partner who has at least three of them.
    private func ends(_ instrument: String, _ partner: (CaseHistory) -> [Partner]) -> [(first: Int, last: Int)] {
        Self.begun.flatMap { history in
            partner(history).compactMap { partner in
                let scores = history.measures.filter { $0.instrument == instrument && $0.partner == partner }.map(
                    \.score)
                guard let first = scores.first, let last = scores.last, scores.count > 2 else { return nil }
                return (first, last)
            }
        }
    }

    @Test("start distressed and mostly gain, while some lose")
    func satisfaction() {
        let ends = ends("CSI-16") { _ in Partner.allCases }
        let first = Double(ends.reduce(0) { $0 + $1.first }) / Double(ends.count)
        let last = Double(ends.reduce(0) { $0 + $1.last }) / Double(ends.count)
        #expect(20...45 ~= first, "\(first)")
        #expect(last > first + 8, "\(first) to \(last)")
        #expect(Double(ends.count { $0.first < 52 }) / Double(ends.count) > 0.8)
        let gained = Double(ends.count { Double($0.last - $0.first) >= 6.7 }) / Double(ends.count)
        let lost = Double(ends.count { Double($0.first - $0.last) >= 6.7 }) / Double(ends.count)
        #expect(0.5...0.9 ~= gained, "\(gained)")
        #expect(0.02...0.2 ~= lost, "\(lost)")
    }

    @Test("begin with a hurt partner who trusts less than the involved one")
    func trust() {
        let hurt = ends("DTS") { $0.a.part == .hurt ? [.a] : $0.b.part == .hurt ? [.b] : [] }
        let involved = ends("DTS") { $0.a.part == .involved ? [.a] : $0.b.part == .involved ? [.b] : [] }
        let hurtMean = Double(hurt.reduce(0) { $0 + $1.first }) / Double(hurt.count)
        let involvedMean = Double(involved.reduce(0) { $0 + $1.first }) / Double(involved.count)
        #expect(hurtMean + 8 < involvedMean)
        #expect(involved.count < hurt.count)
    }

    @Test("are in some cases opposed: one gains as the other loses")
    func opposed() {
        let count = Self.begun.count { history in
            let changes = Partner.allCases.compactMap { partner -> Int? in
                let scores = history.measures.filter { $0.instrument == "CSI-16" && $0.partner == partner }.map(\.score)
                guard let first = scores.first, let last = scores.last else { return nil }
                return last - first
            }
            return changes.count == 2 && changes.min() ?? 0 <= -7 && changes.max() ?? 0 >= 7
        }
        #expect(0.01...0.08 ~= Double(count) / Double(Self.begun.count), "\(count)")
    }

    @Test("mostly keep their appointments, and not always")
    func attendance() {
        let past = Self.begun.flatMap(\.sessions).filter { $0.state != .booked }
        for state in SessionState.allCases where state != .booked { #expect(past.contains { $0.state == state }) }
        #expect(0.82...0.95 ~= Double(past.count { $0.state == .held }) / Double(past.count))
        #expect(Self.begun.contains { $0.sessions.contains { $0.state == .booked } })
    }

    @Test("do not always see alike whether a commitment was kept")
    func disagreement() {
        var both = 0
        var differ = 0
        for commitment in Self.begun.flatMap(\.commitments) {
            for mine in commitment.reports where mine.by == .a {
                guard let other = commitment.reports.first(where: { $0.by == .b && $0.on == mine.on }) else { continue }
                both += 1
                if other.kept != mine.kept { differ += 1 }
            }
        }
        #expect(0.04...0.2 ~= Double(differ) / Double(both))
    }

    @Test("set themselves a goal on understanding each other first")
    func goals() {
        let withGoals = Self.begun.filter { !$0.goals.isEmpty }
        #expect(withGoals.allSatisfy { $0.goals.count >= 3 && $0.goals[0].owner == .both })
        #expect(withGoals.contains { $0.goals.contains { $0.reviews.last?.standing == .reached } })
    }

    @Test("have names in several scripts")
    func names() {
        let names = Self.histories.flatMap { [$0.a.name ?? "", $0.b.name ?? ""] }
        func some(_ range: ClosedRange<UInt32>) -> Bool {
            names.contains { $0.unicodeScalars.contains { range.contains($0.value) } }
        }
        #expect(some(0x0590...0x05FF) && some(0x0600...0x06FF) && some(0x4E00...0x9FFF) && some(0x1EA0...0x1EF9))
        #expect(names.contains { $0.contains("'") })
        #expect(Set(names).count > 1_200)
    }
}
