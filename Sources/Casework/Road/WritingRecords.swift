package import CaseModel
import FoundationEssentials
import Postgres

/// A record of the road to be written down.
package struct NewRecord: Sendable, Hashable {
    /// A breach names its boundary by handle.
    package var details: RecordDetails<Handle>
    package var text: String
    /// For whom it is; the couple's record where it is left out.
    package var audience: Audience
    /// The day it is of; today where it is left out.
    package var on: CalendarDate?
    /// Who assents to it at once: of a boundary and a plan.
    package var assents: Set<Partner>

    package init(
        _ details: RecordDetails<Handle>, text: String, audience: Audience = .joint, on: CalendarDate? = nil,
        assents: Set<Partner> = []
    ) {
        (self.details, self.text, self.audience, self.on, self.assents) = (details, text, audience, on, assents)
    }

    fileprivate var asked: [String?] {
        let own: [String?] =
            switch details {
            case .impact(let by): [by.rawValue]
            case .apology(let by, let parts): [by.rawValue] + parts.map(\.rawValue).sorted()
            case .boundary(let area, let day): [area.rawValue, day.description]
            case .breach(let of): [of.description]
            case .talk(let isCalm): ["\(isCalm)"]
            case .setback: []
            case .plan(let day): [day.description]
            }
        return [details.kind.rawValue, text, audience.rawValue, on?.description] + own
            + assents.map(\.rawValue).sorted()
    }
}

extension Casework {
    /// Writes a record of the road down, its words sealed under the key of its audience. Any record can be made in any
    /// stage. `handle` is the case's; of a breach, its boundary's. Returns the record's handle.
    ///
    /// - Throws: `invalid` for empty words, an audience that leaves its giver out, a day before the case or still to
    ///   come, a review that is not after that day; `notFound` for a boundary that is not there.
    package func addRecord(
        _ new: NewRecord, to handle: Handle, key: RequestKey
    ) async throws(CaseworkError) -> Handle {
        try await failures {
            var new = new
            new.text = try checkedWords(new.text, field: "text", atMost: 20_000)
            try new.check()
            let record = new
            var random = environment.random
            let id = ID<StageRecord>.random(using: &random).uuid
            let name = Handle.random(.record, using: &random)
            let act = "\(record.details.kind.rawValue) add"
            let request = Request(act, key: key, [handle.description] + record.asked)
            let answer = try await change(request, by: .treating, answer: name.description) { desk in
                let file: RoadCase
                if case .breach(let boundary) = record.details {
                    file = try desk.record(boundary, [.boundary]).file
                } else {
                    file = try desk.roadCase(handle)
                }
                try desk.write(record, id: id, name: name, in: file)
            }
            return try answered(answer, .record)
        }
    }
}

extension NewRecord {
    fileprivate func check() throws(CaseworkError) {
        if let partner = details.giver.partner, let other = audience.partner, other != partner {
            throw .invalid(
                field: "audience",
                "what \(partner.rawValue) gives cannot be told in the confidence of \(other.rawValue)")
        }
        guard assents.isEmpty || details.lookAgainOn != nil else {
            throw .invalid(field: "assent", "only a boundary and a plan are assented to")
        }
    }
}

extension Desk {
    /// Writes one record and the assents given with it.
    func write(_ new: NewRecord, id: UUID, name: Handle, in file: RoadCase) throws {
        let on = try entryDay(new.on, of: file)
        if let look = new.details.lookAgainOn, look <= on {
            throw CaseworkError.invalid(field: "review", "\(look) is not after the day it was agreed, \(on)")
        }
        var random = environment.random
        var keys = try caseKeys(file.id)
        var rows = StageRecordRows()
        let details = try new.details.naming { boundary in
            let found = try record(boundary, [.boundary])
            if on < found.on {
                throw CaseworkError.invalid(field: "on", "\(on) is before \(boundary) was agreed on \(found.on)")
            }
            return found.id
        }
        try rows.add(
            details, text: new.text, audience: new.audience, on: on, id: id, handle: name, author: staff, keys: &keys,
            random: &random)
        let form = StageRecordForm(kind: details.kind, giver: details.giver, audience: new.audience)
        for partner in Partner.allCases where new.assents.contains(partner) {
            try rows.answers.add(
                .assented(by: partner), text: nil, on: on, id: ID<AnswerToRecord>.random(using: &random).uuid, to: id,
                form: form, author: staff, keys: &keys, random: &random)
        }
        for statement in [rows.insert(self), rows.answers.insert(self)].compactMap(\.self) {
            _ = try transaction.execute(statement)
        }
    }
}

extension Audience {
    /// The partner whose confidence it is.
    var partner: Partner? { Partner(rawValue: rawValue) }
}
