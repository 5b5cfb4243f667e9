package import CaseModel
import FoundationEssentials
import Postgres

/// Something to look after, about one partner.
package struct NewFlag: Sendable, Hashable {
    package var partner: Partner
    package var kind: FlagKind
    package var words: String
    package var reviewOn: CalendarDate
    package var on: CalendarDate?

    package init(
        partner: Partner, kind: FlagKind, words: String, reviewOn: CalendarDate, on: CalendarDate? = nil
    ) {
        (self.partner, self.kind, self.words, self.reviewOn, self.on) = (partner, kind, words, reviewOn, on)
    }
}

/// A look at a flag: what was assessed, what was done, and when it is looked at again.
package struct FlagReview: Sendable, Hashable {
    package var assessment: String?
    package var action: String?
    /// Nil closes the flag, which needs both.
    package var nextReviewOn: CalendarDate?
    package var on: CalendarDate?

    package init(
        assessment: String?, action: String?, nextReviewOn: CalendarDate? = nil, on: CalendarDate? = nil
    ) {
        (self.assessment, self.action, self.nextReviewOn, self.on) = (assessment, action, nextReviewOn, on)
    }

    /// The database holds the same rule.
    fileprivate func check() throws(CaseworkError) {
        if nextReviewOn == nil, assessment == nil || action == nil {
            throw .invalid(
                field: assessment == nil ? "assessment" : "action",
                "a flag is closed only with the assessment and the action taken; or give --review, the day it is looked at "
                    + "again")
        }
        guard assessment != nil || action != nil else {
            throw .invalid(field: "assessment", "write what was assessed or what was done")
        }
    }
}

extension Casework {
    /// Raises a flag; returns its number in the case. `item_9` is raised by answers alone.
    package func raiseFlag(
        _ flag: NewFlag, in caseName: String, key: RequestKey
    ) async throws(CaseworkError) -> Int {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            let words = try checkedWords(flag.words, field: "words", atMost: safetyWordsLimit)
            guard flag.kind != .itemNine else {
                throw CaseworkError.invalid(
                    field: "kind", "item_9 is raised by the answers to a PHQ-9: record them with `troth measure record`"
                )
            }
            var random = environment.random
            let id = ID<SafetyEntry>.random(using: &random).uuid
            let request = Request(
                "safety flag", key: key,
                [
                    name.text, flag.partner.rawValue, flag.kind.rawValue, words, flag.reviewOn.description,
                    flag.on?.description,
                ])
            let answer = try await change(request, by: .treating, answer: id.uuidString) { desk in
                let found = try desk.find(case: name)
                let on = try desk.pastDay(flag.on)
                guard flag.reviewOn >= on else {
                    throw CaseworkError.invalid(field: "review", "\(flag.reviewOn) is before \(on)")
                }
                let sealed = try desk.sealed(
                    words, for: Audience(of: flag.partner), of: found.id, row: id, field: SafetyField.flag)
                try desk.raise(
                    id: id, in: found.id, flag.partner, flag.kind, on: on, reviewOn: flag.reviewOn, words: sealed)
            }
            return try await read("safety flag", by: .treating) { desk in
                try desk.transaction.one(
                    """
                    select number from app.safety_flags
                    where practice_id = \(desk.practice) and flag_id = \(answer)::uuid
                    """, Int.self)
            }
        }
    }

    /// Looks at a flag: with a next review it stays open, without one it is closed, which needs an assessment and the
    /// action taken. Also possible in a closed case.
    package func reviewFlag(
        _ number: Int, in caseName: String, _ review: FlagReview, key: RequestKey
    ) async throws(CaseworkError) {
        try await failures {
            let name = try RecordName(caseName, .caseFile)
            try review.check()
            let assessment = try review.assessment.map { text throws(CaseworkError) in
                try checkedWords(text, field: "assessment", atMost: safetyWordsLimit)
            }
            let action = try review.action.map { text throws(CaseworkError) in
                try checkedWords(text, field: "action", atMost: safetyWordsLimit)
            }
            var random = environment.random
            let id = ID<SafetyEntry>.random(using: &random).uuid
            let request = Request(
                "safety assess", key: key,
                [
                    name.text, number.description, assessment, action, review.nextReviewOn?.description,
                    review.on?.description,
                ])
            _ = try await change(request, by: .treating, answer: id.uuidString) { desk in
                let found = try desk.find(case: name)
                let on = try desk.pastDay(review.on)
                let flag = try desk.openFlag(number, in: found)
                if let next = review.nextReviewOn, next <= on {
                    throw CaseworkError.invalid(field: "review", "\(next) is not after \(on)")
                }
                let first = try desk.sealed(
                    assessment, for: flag.audience, of: found.id, row: id, field: SafetyField.assessment)
                let second = try desk.sealed(
                    action, for: flag.audience, of: found.id, row: id, field: SafetyField.action)
                try desk.transaction.execute(
                    """
                    insert into app.flag_reviews
                        (practice_id, review_id, flag_id, case_id, audience, reviewed_on, next_review_on,
                         assessment_sealed, action_sealed, recorded_by)
                    values (\(desk.practice), \(id), \(flag.id), \(found.id), \(flag.audience), \(on),
                        \(review.nextReviewOn), \(first), \(second), \(desk.staff))
                    """)
            }
        }
    }
}

extension Desk {
    /// Inserts a flag under the next number of its case.
    func raise(
        id: UUID, in caseID: UUID, _ partner: Partner, _ kind: FlagKind, on day: CalendarDate,
        reviewOn: CalendarDate, words: [UInt8]? = nil, response: UUID? = nil
    ) throws {
        try transaction.execute(
            """
            insert into app.safety_flags
                (practice_id, flag_id, case_id, number, partner, audience, kind, raised_on, review_on, response_id,
                 words_sealed, recorded_by)
            select \(practice)::uuid, \(id)::uuid, \(caseID)::uuid, coalesce(max(f.number), 0) + 1, \(partner)::text,
                \(partner)::text, \(kind)::text, \(day)::date, \(reviewOn)::date, \(response)::uuid, \(words)::bytea,
                \(staff)::uuid
            from app.safety_flags f where f.practice_id = \(practice) and f.case_id = \(caseID)
            """)
    }

    fileprivate func openFlag(_ number: Int, in found: FoundCase) throws -> (id: UUID, audience: Audience) {
        let flag = try transaction.optional(
            """
            select f.flag_id, f.audience, exists (
                    select from app.flag_reviews r
                    where r.practice_id = f.practice_id and r.flag_id = f.flag_id and r.next_review_on is null)
            from app.safety_flags f
            where f.practice_id = \(practice) and f.case_id = \(found.id) and f.number = \(number)
            """, UUID.self, Audience.self, Bool.self)
        guard let flag else {
            throw CaseworkError.invalid(
                field: "number", "the case \(found.handle) has no flag \(number); `troth safety show` lists them")
        }
        guard !flag.2 else {
            throw CaseworkError.conflict(
                "The flag \(number) of the case \(found.handle) is closed already. Raise another with `troth safety "
                    + "flag`. Nothing was changed.")
        }
        return (flag.0, flag.1)
    }
}
