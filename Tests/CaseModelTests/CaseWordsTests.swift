import CaseModel
import Testing

@Suite("The words of a case")
struct CaseWordsTests {
    @Test("know the other partner and each partner's audience")
    func partners() {
        #expect(Partner.a.other == .b && Partner.b.other == .a)
        #expect(Audience(of: .a) == .a && Audience(of: .b) == .b)
    }

    @Test("want a note where somebody was spoken with, and nowhere else", arguments: SessionState.allCases)
    func notes(state: SessionState) {
        #expect(state.wantsNote == [.held, .phoneContact].contains(state))
    }

    @Test("know who is seen alone")
    func alone() {
        #expect(SessionFormat.conjoint.alone == nil)
        #expect(SessionFormat.individualA.alone == .a)
        #expect(SessionFormat.individualB.alone == .b)
    }

    @Test("keep only the month of a breach")
    func month() {
        let breach = Breach(kind: .online, month: CalendarDate("2026-02-28"))
        #expect(breach.month?.description == "2026-02-01")
    }

    @Test("are kept in the database under these names")
    func rawValues() {
        #expect(
            SessionState.allCases.map(\.rawValue) == [
                "booked", "held", "no_show", "late_cancellation", "cancelled", "phone_contact",
            ])
        #expect(
            Breach.Kind.allCases.map(\.rawValue) == [
                "sexual", "emotional", "online", "financial", "substance", "other_deception",
            ])
        #expect(StageMove.Kind.allCases.map(\.rawValue) == ["start", "advance", "skip", "return"])
        #expect(
            Closing.HowItEnded.allCases.map(\.rawValue)
                == ["completed", "referred", "one_withdrew", "lost_contact", "stopped_for_safety", "other"])
    }

    @Test("give a profile without words as empty")
    func profile() {
        var profile = PartnerProfile()
        #expect(profile.isEmpty)
        profile.occupation = "Nurse"
        #expect(!profile.isEmpty)
    }
}
