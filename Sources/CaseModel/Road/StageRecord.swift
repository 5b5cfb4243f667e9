/// Who gave a record or an answer: one partner, or the couple together.
package enum Giver: String, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case couple

    package init(_ partner: Partner) { self = partner == .a ? .a : .b }

    package var partner: Partner? { Partner(rawValue: rawValue) }
}

/// A part of a sincere apology. Source: records.md, stage 2; Fife and others 2013 name the same.
package enum ApologyPart: String, Sendable, CaseIterable {
    /// That one is sorry.
    case regret
    /// What it did to the other, in words.
    case harm
    /// That it was one's own doing, without excuse.
    case responsibility
    /// What will be different.
    case change
    /// What would show it.
    case examples
}

/// What a boundary is about.
package enum BoundaryArea: String, Sendable, CaseIterable {
    case honesty, respect, communication, expectations
}

/// What a record of the road holds beyond its words. `Boundary` is how the boundary of a breach is named.
package enum RecordDetails<Boundary: Sendable & Hashable>: Sendable, Hashable {
    /// What the breach did to a partner, as they tell it.
    case impact(by: Partner)
    case apology(by: Partner, parts: Set<ApologyPart>)
    case boundary(BoundaryArea, reviewOn: CalendarDate)
    /// A boundary that was not kept.
    case breach(of: Boundary)
    /// A talk about causes and feelings.
    case talk(withoutAccusation: Bool)
    case setback
    /// What the couple will do when a setback comes.
    case plan(followUpOn: CalendarDate)

    package var kind: StageRecord.Kind {
        switch self {
        case .impact: .impact
        case .apology: .apology
        case .boundary: .boundary
        case .breach: .breach
        case .talk: .talk
        case .setback: .setback
        case .plan: .plan
        }
    }

    package var giver: Giver {
        switch self {
        case .impact(let partner), .apology(let partner, _): Giver(partner)
        default: .couple
        }
    }

    /// The day on which a boundary is to be reviewed, or a plan followed up.
    package var lookAgainOn: CalendarDate? {
        switch self {
        case .boundary(_, let day), .plan(let day): day
        default: nil
        }
    }
}

/// What is answered to a record.
package enum RecordAnswer: Sendable, Hashable {
    /// The other partner said the impact back, without defending. To acknowledge is not to admit.
    case acknowledged(by: Partner)
    /// How an apology reached the other partner. Forgiveness is not owed: `notYet` and `notReceived` stand as long as
    /// they stand, and nothing waits for another answer.
    case received(by: Partner, Reception)
    case assented(by: Partner)
    /// Looked at again and kept; to be looked at next on that day.
    case reviewed(next: CalendarDate)
    case ended
    case talkedThrough
    case workedThrough

    package enum Reception: String, Sendable, CaseIterable {
        case received
        case notYet = "not_yet"
        case notReceived = "not_received"
    }

    /// The word that stands for it where it is stored.
    package var code: String {
        switch self {
        case .acknowledged: "acknowledged"
        case .received(_, let reception): reception.rawValue
        case .assented: "assented"
        case .reviewed: "reviewed"
        case .ended: "ended"
        case .talkedThrough: "talked_through"
        case .workedThrough: "worked_through"
        }
    }

    package var giver: Giver {
        switch self {
        case .acknowledged(let partner), .received(let partner, _), .assented(let partner): Giver(partner)
        default: .couple
        }
    }

    package var nextOn: CalendarDate? {
        if case .reviewed(let next) = self { next } else { nil }
    }

    /// What is stored, read back; nil where the words do not go together.
    package init?(code: String, by giver: Giver, nextOn: CalendarDate?) {
        switch (code, giver.partner) {
        case ("acknowledged", let partner?): self = .acknowledged(by: partner)
        case ("assented", let partner?): self = .assented(by: partner)
        case (_, let partner?):
            guard let reception = Reception(rawValue: code) else { return nil }
            self = .received(by: partner, reception)
        case ("reviewed", nil):
            guard let nextOn else { return nil }
            self = .reviewed(next: nextOn)
        case ("ended", nil): self = .ended
        case ("talked_through", nil): self = .talkedThrough
        case ("worked_through", nil): self = .workedThrough
        default: return nil
        }
    }
}

/// One record of the road with its answers, oldest first.
package struct StageRecord: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case impact, apology, boundary, breach, talk, setback, plan
    }

    package struct Answer: Sendable, Hashable {
        package let answer: RecordAnswer
        package let audience: Audience
        package let on: CalendarDate
        package let text: String?

        package init(_ answer: RecordAnswer, audience: Audience, on: CalendarDate, text: String? = nil) {
            (self.answer, self.audience, self.on, self.text) = (answer, audience, on, text)
        }
    }

    package let handle: String
    /// A breach names its boundary by handle.
    package let details: RecordDetails<String>
    package let audience: Audience
    package let on: CalendarDate
    package let text: String
    package let answers: [Answer]

    package init(
        handle: String, details: RecordDetails<String>, audience: Audience, on: CalendarDate, text: String,
        answers: [Answer]
    ) {
        (self.handle, self.details, self.audience) = (handle, details, audience)
        (self.on, self.text, self.answers) = (on, text, answers)
    }

    package var kind: Kind { details.kind }

    /// What an apology holds; empty for anything else.
    package var parts: Set<ApologyPart> {
        if case .apology(_, let parts) = details { parts } else { [] }
    }

    /// What a boundary is about.
    package var area: BoundaryArea? {
        if case .boundary(let area, _) = details { area } else { nil }
    }

    /// The partners who assented by `day`.
    package func assents(by day: CalendarDate) -> Set<Partner> {
        Set(
            answers.compactMap {
                if case .assented(let partner) = $0.answer, $0.on <= day { partner } else { nil }
            })
    }

    /// Whether both assented, and it was not ended, on `day`.
    package func isInForce(on day: CalendarDate) -> Bool {
        on <= day && assents(by: day).count == 2 && !answers.contains { $0.answer == .ended && $0.on <= day }
    }

    /// When it is to be looked at next, as it stood on `day`; nil where it is over, or never is.
    package func nextLook(on day: CalendarDate) -> CalendarDate? {
        if answers.contains(where: { $0.answer == .ended && $0.on <= day }) { return nil }
        return answers.last { $0.answer.nextOn != nil && $0.on <= day }?.answer.nextOn ?? details.lookAgainOn
    }

    /// Whether a breach was talked through, or a setback worked through, by `day`.
    package func isSettled(by day: CalendarDate) -> Bool {
        answers.contains { ($0.answer == .talkedThrough || $0.answer == .workedThrough) && $0.on <= day }
    }

    /// How an apology was last received; nil where the other partner said nothing of it, which is theirs to do.
    package var reception: RecordAnswer.Reception? {
        for answer in answers.reversed() {
            if case .received(_, let reception) = answer.answer { return reception }
        }
        return nil
    }
}
