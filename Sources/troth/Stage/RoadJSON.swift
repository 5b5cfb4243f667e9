import CaseModel
import Casework
import FoundationEssentials

/// A couple's road for another program: every figure and word of `troth stage show`, each entry with its giver.
struct RoadJSON: Encodable {
    struct Person: Encodable {
        let partner: String
        let name: String
        let part: String
    }

    struct Span: Encodable {
        let stage: Int
        let name: String
        let from: String
        let to: String?
        let days: Int
        let kind: String
        let reason: String?
        let setback: String?
        let unmet: [String]
    }

    struct Rating: Encodable {
        let by: String
        let value: Int
        let on: String
    }

    struct Criterion: Encodable {
        let number: String
        let stage: Int
        let text: String
        let rater: String
        let scale: String
        let threshold: Int?
        let maximum: Int
        let source: String
        let met: Bool?
        let value: Int?
        let basis: String?
        let apart: Int?
        let ratings: [Rating]
    }

    struct Score: Encodable {
        let on: String
        let score: Int
        let clinicalRange: Bool?
        let change: String?
    }

    struct Series: Encodable {
        let measure: String
        let version: Int
        let partner: String
        let cutoff: Double?
        let reliableChange: Double?
        let better: String
        let scores: [Score]
    }

    struct Seen: Encodable {
        let by: String
        let kept: Int
        let reported: Int
    }

    struct Commitment: Encodable {
        let handle: String
        let owner: String
        let kind: String
        let rhythm: String
        let agreedOn: String
        let dueOn: String?
        let text: String
        let seen: [Seen]
    }

    struct Review: Encodable {
        let on: String
        let standing: String
    }

    struct Goal: Encodable {
        let handle: String
        let owner: String
        let agreedOn: String
        let dueOn: String
        let goal: String
        let measure: String
        let target: String
        let reviews: [Review]
    }

    struct Answer: Encodable {
        let answer: String
        let by: String
        let audience: String
        let on: String
        let nextOn: String?
        let text: String?
    }

    struct Record: Encodable {
        let handle: String
        let kind: String
        let by: String
        let audience: String
        let on: String
        let text: String
        let parts: [String]?
        let area: String?
        let boundary: String?
        let withoutAccusation: Bool?
        let lookAgainOn: String?
        let answers: [Answer]
    }

    let handle: String
    let status: String
    let openedOn: String
    let closedOn: String?
    let readOn: String
    let roadmapVersion: Int
    let partners: [Person]
    let stages: [Span]
    let criteria: [Criterion]
    let measures: [Series]
    let commitments: [Commitment]
    let goals: [Goal]
    let records: [Record]

    init(_ road: RoadRecord) {
        handle = road.handle.description
        status = road.status.rawValue
        openedOn = road.openedOn.description
        closedOn = road.closedOn?.description
        readOn = road.readOn.description
        roadmapVersion = road.roadmapVersion
        partners = [road.a, road.b].map { Person(partner: $0.partner.rawValue, name: $0.name, part: $0.part.rawValue) }
        stages = road.spans.map { span in
            Span(
                stage: Int(span.stage.rawValue), name: road.name(of: span.stage), from: span.from.description,
                to: span.to?.description, days: span.days(until: road.endsOn), kind: span.kind.rawValue,
                reason: span.reason, setback: span.setback, unmet: span.unmet)
        }
        criteria = road.criteria.map(Criterion.init)
        measures = road.measures.map { series in
            Series(
                measure: series.instrument.name, version: series.instrument.version,
                partner: series.partner.rawValue, cutoff: series.instrument.cutoff,
                reliableChange: series.instrument.reliableChange, better: series.instrument.direction.rawValue,
                scores: series.scores.map {
                    Score(
                        on: $0.on.description, score: $0.score, clinicalRange: $0.isDistressed,
                        change: $0.change?.rawValue)
                })
        }
        commitments = road.commitments.map { commitment in
            Commitment(
                handle: commitment.handle, owner: commitment.owner.rawValue, kind: commitment.kind.rawValue,
                rhythm: commitment.rhythm.rawValue, agreedOn: commitment.agreedOn.description,
                dueOn: commitment.dueOn?.description, text: commitment.text,
                seen: Partner.allCases.map { partner in
                    let kept = commitment.kept(asSeenBy: partner)
                    return Seen(by: partner.rawValue, kept: kept.kept, reported: kept.reported)
                })
        }
        goals = road.goals.map { goal in
            Goal(
                handle: goal.handle, owner: goal.owner.rawValue, agreedOn: goal.agreedOn.description,
                dueOn: goal.dueOn.description, goal: goal.words.goal, measure: goal.words.measure,
                target: goal.words.target,
                reviews: goal.reviews.map { Review(on: $0.on.description, standing: $0.standing.rawValue) })
        }
        records = road.records.map(Record.init)
    }

    /// One object with sorted keys in snake case. What a terminal would obey is escaped.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        var text = ""
        for scalar in String(decoding: try encoder.encode(self), as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\n"
    }
}

extension RoadJSON.Criterion {
    init(_ standing: CriterionStanding) {
        let criterion = standing.criterion
        self.init(
            number: criterion.number, stage: Int(criterion.stage.rawValue), text: criterion.text,
            rater: criterion.rater.rawValue, scale: criterion.scale.rawValue, threshold: criterion.threshold,
            maximum: criterion.maximum, source: criterion.source, met: standing.isMet, value: standing.computed?.value,
            basis: standing.computed?.basis, apart: standing.difference,
            ratings: standing.ratings.map {
                RoadJSON.Rating(by: $0.by.code, value: $0.value, on: $0.on.description)
            })
    }
}

extension RoadJSON.Record {
    init(_ record: StageRecord) {
        var (boundary, isCalm) = (String?.none, Bool?.none)
        if case .breach(let of) = record.details { boundary = of }
        if case .talk(let calm) = record.details { isCalm = calm }
        self.init(
            handle: record.handle, kind: record.kind.rawValue, by: record.details.giver.rawValue,
            audience: record.audience.rawValue, on: record.on.description, text: record.text,
            parts: record.kind == .apology
                ? ApologyPart.allCases.filter(record.parts.contains).map(\.rawValue) : nil,
            area: record.area?.rawValue, boundary: boundary, withoutAccusation: isCalm,
            lookAgainOn: record.details.lookAgainOn?.description,
            answers: record.answers.map {
                RoadJSON.Answer(
                    answer: $0.answer.code, by: $0.answer.giver.rawValue, audience: $0.audience.rawValue,
                    on: $0.on.description, nextOn: $0.answer.nextOn?.description, text: $0.text)
            })
    }
}
