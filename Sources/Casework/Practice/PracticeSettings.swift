import CaseModel
import Postgres

/// What a practice has settled about its notes and about what is told in confidence.
package struct PracticeSettings: Sendable, Hashable {
    /// Hours from the end of a session until its note is due, 1 to 8760.
    package var noteDueHours: Int
    /// Days from a trainee's signature until the co-signature is due, 1 to 365.
    package var cosignDueDays: Int
    /// Days from the day something is confided under `no secrets` until its outcome is due, 1 to 365.
    package var confidedDueDays: Int
    /// Whom to call at any hour: stands on what a partner takes home; nil where none is known yet.
    package var crisisLine: String?
}

extension Casework {
    package func practiceSettings() async throws(CaseworkError) -> PracticeSettings {
        try await failures {
            try await read("practice settings", by: Duty.allCases) { desk in
                let row = try desk.transaction.one(
                    """
                    select note_due_hours, cosign_due_days, confided_due_days, crisis_line from app.practices
                    where practice_id = \(desk.practice)
                    """, Int.self, Int.self, Int.self, String?.self)
                return PracticeSettings(
                    noteDueHours: row.0, cosignDueDays: row.1, confidedDueDays: row.2, crisisLine: row.3)
            }
        }
    }

    /// Changes the practice's settings; what is nil stays. They hold from now on, also for what is still open.
    ///
    /// - Throws: `invalid` outside of the bounds; `forbidden` without the duty practice admin.
    package func setPracticeSettings(
        noteDueHours: Int? = nil, cosignDueDays: Int? = nil, confidedDueDays: Int? = nil,
        crisisLine: String? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        if let noteDueHours, !(1...8760).contains(noteDueHours) {
            throw .invalid(field: "note due hours", "give 1 to 8760")
        }
        for (field, days) in [("co-signature due days", cosignDueDays), ("confided due days", confidedDueDays)] {
            if let days, !(1...365).contains(days) { throw .invalid(field: field, "give 1 to 365") }
        }
        try await failures {
            let line = try crisisLine.map { try checkedWords($0, field: "crisis line", atMost: 200) }
            if line?.contains(where: \.isNewline) == true {
                throw CaseworkError.invalid(field: "crisis line", "write it in one line")
            }
            let request = Request(
                "practice settings", key: key,
                [noteDueHours?.description, cosignDueDays?.description, confidedDueDays?.description, line])
            _ = try await change(request, by: [.practiceAdmin], answer: "settings") { desk in
                try desk.transaction.execute(
                    """
                    update app.practices p
                    set note_due_hours = coalesce(\(noteDueHours)::integer, p.note_due_hours),
                        cosign_due_days = coalesce(\(cosignDueDays)::integer, p.cosign_due_days),
                        confided_due_days = coalesce(\(confidedDueDays)::integer, p.confided_due_days),
                        crisis_line = coalesce(\(line)::text, p.crisis_line)
                    where p.practice_id = \(desk.practice)
                    """)
            }
        }
    }
}
