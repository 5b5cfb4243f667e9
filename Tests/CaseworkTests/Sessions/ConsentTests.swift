import CaseModel
import Casework
import TestSupport
import Testing

@Suite("A consent")
struct ConsentTests {
    @Test("is listed with its day and form, of today where no day is given")
    func listed() async throws {
        let couple = try await TreatedCouple()
        let key = RequestKey.fresh()
        let treatment = NewConsent(partner: .a, kind: .treatment, form: "2026-01")
        let first = try await couple.therapist.recordConsent(treatment, in: couple.handle, key: key)
        let second = try await couple.therapist.recordConsent(treatment, in: couple.handle, key: key)
        #expect(first == second)
        _ = try await couple.therapist.recordConsent(
            NewConsent(partner: .b, kind: .shareScores, measure: "CSI-16", on: CalendarDate("2026-06-02")),
            in: couple.handle, key: .fresh())
        let list = try await couple.therapist.consents(of: couple.handle)
        #expect(list.map(\.kind) == [.shareScores, .treatment])
        #expect(list.map(\.givenOn.description) == ["2026-06-02", "2026-06-15"])
        #expect(list.map(\.measure) == ["CSI-16", nil] && list.map(\.form) == ["1", "2026-01"])
        #expect(list.last?.id == first)
        #expect(try await couple.events("insert", "consents", act: "consent record") == 2)
    }

    @Test(
        "is refused where its parts do not go together",
        arguments: [
            (NewConsent(partner: .a, kind: .secretsPolicy), "policy"),
            (NewConsent(partner: .a, kind: .treatment, policy: .noSecrets), "policy"),
            (NewConsent(partner: .a, kind: .shareScores), "measure"),
            (NewConsent(partner: .a, kind: .research, measure: "CSI-16"), "measure"),
            (NewConsent(partner: .a, kind: .shareScores, measure: "CSI-17"), "measure"),
            (NewConsent(partner: .a, kind: .payment, form: "January 2026"), "form"),
            (NewConsent(partner: .a, kind: .payment, form: ""), "form"),
            (NewConsent(partner: .a, kind: .payment, on: CalendarDate("2026-06-16")), "on"),
        ])
    func refused(consent: NewConsent, field: String) async throws {
        let couple = try await TreatedCouple()
        let refused = await refusal { () async throws(CaseworkError) in
            try await couple.therapist.recordConsent(consent, in: couple.handle, key: .fresh())
        }
        #expect(refused?.kind == "invalid \(field)")
        #expect(try await couple.therapist.consents(of: couple.handle).isEmpty)
    }
}
