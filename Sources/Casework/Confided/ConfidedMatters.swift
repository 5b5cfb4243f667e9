package import CaseModel
import FoundationEssentials
import Postgres

/// Something that one partner told in confidence.
package struct NewMatter: Sendable, Hashable {
    package var partner: Partner
    package var words: String
    /// A safety disclosure has no due date and is shared with nobody by it.
    package var isSafety: Bool
    /// When its outcome is due under `no secrets`; by the practice's setting where nil.
    package var dueOn: CalendarDate?
    /// The day it was told; today where nil.
    package var on: CalendarDate?

    package init(
        partner: Partner, words: String, isSafety: Bool = false, dueOn: CalendarDate? = nil, on: CalendarDate? = nil
    ) {
        (self.partner, self.words, self.isSafety, self.dueOn, self.on) = (partner, words, isSafety, dueOn, on)
    }
}

/// A confided matter as the list shows it; `words` only where it was opened.
package struct ConfidedMatter: Sendable, Hashable {
    package let caseHandle: String
    package let number: Int
    package let partner: Partner
    package let toldOn: CalendarDate
    /// What both had accepted on that day; nil where nothing was on file.
    package let policy: SecretsPolicy?
    package let isSafety: Bool
    package let dueOn: CalendarDate?
    package let outcome: MatterOutcome?
    package let settledOn: CalendarDate?
    package let isOverdue: Bool
    package var words: String?
    let id: UUID
}

extension Casework {
    /// Records what one partner told in confidence, sealed under that partner's key. Under `no secrets` it gets a day by
    /// which it has an outcome; a safety disclosure is exempt. Returns its number in the case.
    package func recordMatter(
        _ matter: NewMatter, in caseName: String, key: RequestKey
    ) async throws(CaseworkError) -> ConfidedMatter {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let words = try checkedWords(matter.words, field: "words", atMost: safetyWordsLimit)
            var random = environment.random
            let id = ID<SafetyEntry>.random(using: &random).uuid
            let request = Request(
                "confided record", key: key,
                [
                    name.text, matter.partner.rawValue, words, matter.isSafety.description, matter.dueOn?.description,
                    matter.on?.description,
                ])
            let answer = try await change(request, by: .treating, answer: id.uuidString.lowercased()) { desk in
                try desk.insert(matter, id: id, words: words, in: try desk.find(case: name))
            }
            let found = try await read("confided record", by: .treating) { desk in
                try desk.matters("m.matter_id = \(answer)::uuid")
            }
            guard let recorded = found.first else { throw CaseworkError.internal("a recorded matter is not there") }
            return recorded
        }
    }

    /// Records what became of a matter. Once.
    package func settleMatter(
        _ number: Int, in caseName: String, as outcome: MatterOutcome, on day: CalendarDate? = nil, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let request = Request(
                "confided settle", key: key, [name.text, number.description, outcome.rawValue, day?.description])
            _ = try await change(request, by: .treating, answer: number.description) { desk in
                let found = try desk.find(case: name)
                let on = try desk.pastDay(day)
                let matter = try desk.matters("m.case_id = \(found.id) and m.number = \(number)").first
                guard let matter else {
                    throw CaseworkError.invalid(
                        field: "number",
                        "nothing is confided under \(number) in the case \(found.handle); `troth confided list` shows "
                            + "what is")
                }
                if let outcome = matter.outcome {
                    throw CaseworkError.conflict(
                        "The matter \(number) of the case \(found.handle) has its outcome already: "
                            + "\(outcome.rawValue). Nothing was changed.")
                }
                try desk.transaction.execute(
                    """
                    insert into app.matter_outcomes
                        (practice_id, matter_id, case_id, audience, outcome, settled_on, recorded_by)
                    values (\(desk.practice), \(matter.id), \(found.id), \(matter.partner), \(outcome), \(on),
                        \(desk.staff))
                    """)
            }
        }
    }

    /// The confided matters of all the person's cases that wait for their outcome, without words; or, opened, all of one
    /// case.
    package func confidedMatters(of caseName: String? = nil) async throws(CaseworkError) -> [ConfidedMatter] {
        try await failures {
            guard let caseName else {
                return try await read("confided list", by: .reading) { desk in
                    try desk.matters(
                        """
                        o.outcome is null and m.due_on is not null
                            and m.case_id = any ((select private.my_case_ids(\(desk.duty)))::uuid[])
                        """)
                }
            }
            let name = try RecordName(caseName, .caseFile)
            let (rows, words) = try await open("confided list", by: .reading) { desk in
                let found = try desk.find(case: name)
                return (
                    try desk.matters("m.case_id = \(found.id)"), try desk.words(of: [found.id], [.confidedMatters])
                )
            }
            let opened = try words.opened()
            return rows.map { row in
                var row = row
                row.words = opened[row.id, SafetyField.matter]
                return row
            }
        }
    }
}

extension Desk {
    fileprivate func insert(_ matter: NewMatter, id: UUID, words: String, in found: FoundCase) throws {
        let on = try pastDay(matter.on)
        let policy = try secretsPolicy(found.id, on: on)
        let isDue = policy == .noSecrets && !matter.isSafety
        if let due = matter.dueOn, !isDue || due < on {
            throw CaseworkError.invalid(
                field: "due",
                isDue
                    ? "\(due) is before \(on)"
                    : "only what is told under `no secrets`, and is no safety disclosure, has a due date; leave it out")
        }
        let sealed = try sealed(
            words, for: Audience(of: matter.partner), of: found.id, row: id, field: SafetyField.matter)
        try transaction.execute(
            """
            insert into app.confided_matters
                (practice_id, matter_id, case_id, number, partner, audience, told_on, policy, is_safety, due_on,
                 words_sealed, recorded_by)
            select p.practice_id, \(id)::uuid, \(found.id)::uuid,
                1 + coalesce((select max(m.number) from app.confided_matters m
                              where m.practice_id = p.practice_id and m.case_id = \(found.id)), 0),
                \(matter.partner)::text, \(matter.partner)::text, \(on)::date, \(policy)::text,
                \(matter.isSafety)::boolean,
                case when \(isDue)::boolean then coalesce(\(matter.dueOn)::date, \(on)::date + p.confided_due_days) end,
                \(sealed)::bytea, \(staff)::uuid
            from app.practices p where p.practice_id = \(practice)
            """)
    }

    fileprivate func matters(_ predicate: SQL) throws -> [ConfidedMatter] {
        let today = try today()
        return try transaction.all(
            """
            select m.matter_id, c.handle, m.number, m.partner, m.told_on, m.policy, m.is_safety, m.due_on, o.outcome,
                o.settled_on, coalesce(o.outcome is null and m.due_on < \(today)::date, false)
            from app.confided_matters m
            join app.cases c on c.practice_id = m.practice_id and c.case_id = m.case_id
            left join app.matter_outcomes o on o.practice_id = m.practice_id and o.matter_id = m.matter_id
            where m.practice_id = \(practice) and \(predicate)
            order by m.due_on nulls last, c.handle, m.number
            """, as: ConfidedMatter.self)
    }
}

extension ConfidedMatter: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        id = try row.next()
        caseHandle = try row.next()
        number = try row.next()
        partner = try row.next()
        toldOn = try row.next()
        policy = try row.next()
        isSafety = try row.next()
        dueOn = try row.next()
        outcome = try row.next()
        settledOn = try row.next()
        isOverdue = try row.next()
        words = nil
    }
}
