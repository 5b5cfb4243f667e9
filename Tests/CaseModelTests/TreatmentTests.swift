import CaseModel
import Testing

@Suite("A treatment's words")
struct TreatmentTests {
    @Test("a frequency is read as people type it and written as one code")
    func frequency() {
        for (typed, code) in [
            ("weekly", "weekly"), ("Every week", "weekly"), ("fortnightly", "fortnightly"), ("2 weeks", "fortnightly"),
            ("every 3 weeks", "every_3_weeks"), ("every_26_weeks", "every_26_weeks"), ("monthly", "monthly"),
            ("twice weekly", "twice_weekly"), ("twice_weekly", "twice_weekly"),
        ] {
            #expect(PlannedFrequency(typed)?.code == code, "\(typed)")
            #expect(PlannedFrequency(code)?.code == code)
        }
        for typed in [
            "", "biweekly", "0 weeks", "1 weeks", "27 weeks", "-3 weeks", "3", "weeks", "every every 3 weeks",
        ] {
            #expect(PlannedFrequency(typed) == nil, "\(typed)")
        }
    }

    @Test("a code of a diagnosis has the shape of ICD-10")
    func diagnosis() {
        for code in ["F43.23", "f43.10", "Z63.0", "F32", "U07.1", "C7A.010", "F10.1234", "M1A.0"] {
            #expect(BillingCode.diagnosis(code) == code.uppercased(), "\(code)")
        }
        for code in [
            "", "F", "F4", "43.23", "F43.", "F43.12345", "F43.2.3", "F4X", "F43 23", "FF3.1", "F43.é", "depression",
        ] {
            #expect(BillingCode.diagnosis(code) == nil, "\(code)")
        }
    }

    @Test("a code of a service has the shape of CPT or HCPCS")
    func service() {
        for code in ["90847", "90847-95", "h0004", "90832-95-GT", "0592T"] {
            #expect(BillingCode.service(code) == code.uppercased(), "\(code)")
        }
        for code in ["", "9084", "908470", "90847-", "90847-9", "90847-955", "9O847", "H00A4", "H000T", "therapy"] {
            #expect(BillingCode.service(code) == nil, "\(code)")
        }
    }

    /// What an insurer reads must not name the breach, a stage or a screen.
    @Test("no term of an intervention names the breach, a stage or safety")
    func terms() {
        let words = Intervention.allCases.map { $0.words.lowercased() }
        #expect(Set(words).count == words.count)
        for word in words {
            for stem in [
                "breach", "betray", "affair", "trust", "bound", "apolog", "amend", "safety", "screen", "stage",
            ] {
                #expect(!word.contains(stem), "\(word)")
            }
        }
    }
}
