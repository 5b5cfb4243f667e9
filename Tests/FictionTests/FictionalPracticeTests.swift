import CaseModel
import Fiction
import TestSupport
import Testing

@Suite("A fictional practice")
struct FictionalPracticeTests {
    static let today = CalendarDate(dayNumber: 20_780)

    @Test("keeps every rule of a case, with and without notes, in 2,000 couples (20,000 in the proof)")
    func rules() {
        let proof = Proof("a fictional couple keeps every rule of a case")
        let couples = Proof.size(500, full: 5_000)
        for (seed, detail) in [(1, .full), (7, .light), (2_026, .light), (.max, .light)] as [(UInt64, Detail)] {
            let practice = FictionalPractice(seed: seed, today: Self.today, couples: couples, detail: detail)
            for number in 0..<couples {
                let faults = HistoryRules.broken(in: practice.couple(number), today: Self.today)
                #expect(proof.holds(faults.isEmpty), "seed \(seed), couple \(number): \(faults)")
            }
        }
        proof.report()
    }

    @Test("keeps them on any day of the year", arguments: [20_454, 20_512, 20_667, 20_813])
    func otherDays(day: Int) {
        let today = CalendarDate(dayNumber: day)
        let practice = FictionalPractice(seed: 3, today: today, couples: 200, detail: .light)
        for number in 0..<200 {
            let faults = HistoryRules.broken(in: practice.couple(number), today: today)
            #expect(faults.isEmpty, "day \(today), couple \(number): \(faults)")
        }
    }

    @Test("is the same on every run and every machine")
    func fingerprint() {
        let practice = FictionalPractice(seed: 7, today: Self.today, couples: 40)
        let first = Fingerprint.of((0..<40).map(practice.couple))
        let again = Fingerprint.of((0..<40).map(FictionalPractice(seed: 7, today: Self.today, couples: 40).couple))
        #expect(first == again)
        #expect(
            first == 2_214_166_967_237_909_566, "a change of the fiction is meant to be seen: write the new value here")
        #expect(
            first != Fingerprint.of((0..<40).map(FictionalPractice(seed: 8, today: Self.today, couples: 40).couple)))
    }

    @Test("gives couple 17 of 40 and couple 17 of 2,000 as one", arguments: [17, 0, 39])
    func sizeDoesNotMatter(number: Int) {
        let small = FictionalPractice(seed: 7, today: Self.today, couples: 40)
        let large = FictionalPractice(seed: 7, today: Self.today, couples: 2_000)
        #expect(small.couple(number) == large.couple(number))
    }

    @Test("leaves out nothing but the notes when it is made light")
    func light() {
        let full = FictionalPractice(seed: 7, today: Self.today, couples: 60)
        let light = FictionalPractice(seed: 7, today: Self.today, couples: 60, detail: .light)
        for number in 0..<60 {
            var stripped = full.couple(number)
            for index in stripped.sessions.indices {
                (stripped.sessions[index].note, stripped.sessions[index].noteSignedAfterDays) = (nil, nil)
            }
            #expect(stripped == light.couple(number))
        }
    }

    @Test("deals every couple to exactly one therapist", arguments: [0, 1, 11, 40, 41, 333], [nil, 1, 7])
    func caseloads(couples: Int, therapists: Int?) {
        let practice = FictionalPractice(
            seed: 7, today: Self.today, couples: couples, therapists: therapists, detail: .light)
        var dealt: [CaseHistory] = []
        for therapist in 0..<practice.therapists {
            let cases = practice.cases(of: therapist)
            #expect(cases.underestimatedCount == Array(cases).count)
            dealt += Array(cases)
        }
        #expect(dealt.count == couples)
        #expect(Set(dealt) == Set((0..<couples).map(practice.couple)))
    }

    @Test("has an admin who sees no clients, and therapists with credentials and logins of their own")
    func staff() {
        let practice = FictionalPractice(seed: 7, today: Self.today, couples: 100_000)
        let staff = practice.staff
        #expect(staff.count == practice.therapists + 2)
        #expect(staff[0].duties == [.practiceAdmin])
        #expect(staff[1].position == "Clinical supervisor")
        let treating = staff.dropFirst().dropLast()
        #expect(treating.allSatisfy { !$0.duties.filter([Duty].treating.contains).isEmpty && $0.credential != nil })
        #expect(staff.last?.duties == [.frontDesk])
        #expect(practice.supervision.contains { $0 == (staff[1].login, "tnakagawa") })
        #expect(Set(staff.map(\.login)).count == staff.count)
        #expect(staff.allSatisfy { $0.login.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == ".") } })
    }

    @Test("never books two couples of one therapist for the same hour")
    func hours() {
        let practice = FictionalPractice(seed: 7, today: Self.today, couples: 40, detail: .light)
        for therapist in 0..<practice.therapists {
            let times = practice.cases(of: therapist).flatMap { $0.sessions.map(\.at) }
            #expect(Set(times).count == times.count)
        }
    }
}
