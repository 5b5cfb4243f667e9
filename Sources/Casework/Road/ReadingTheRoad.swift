package import CaseModel
import FoundationEssentials
import Postgres

extension Casework {
    /// Everything on one couple's road, its words opened: for the screen, and for reports.
    package func road(of handle: Handle) async throws(CaseworkError) -> RoadRecord {
        try await failures {
            let (facts, sealed) = try await open("stage show", by: .reading) { desk in
                let file = try desk.roadCase(handle)
                let words = try desk.words(
                    of: [file.id], [.partners, .stageEvents, .commitments, .goals, .stageRecords, .stageAnswers])
                return (try RoadFacts(desk, file), words)
            }
            return try facts.record(handle, words: try sealed.opened())
        }
    }
}

/// What stands in plain columns of one couple's road.
struct RoadFacts: Sendable {
    let file: RoadCase
    let events: [StageEventRow]
    let stages: [RoadStage]
    let criteria: [Criterion]
    let ratings: [CriterionRating]
    let measures: [MeasureSeries]
    let commitments: [CommitmentRow]
    let goals: [GoalRow]
    let records: [StageRecordRow]

    init(_ desk: Desk, _ file: RoadCase) throws {
        self.file = file
        events = try desk.stageEvents(file.id)
        stages = try desk.roadStages(roadmapVersion: file.roadmapVersion)
        criteria = try desk.criteria(roadmapVersion: file.roadmapVersion)
        ratings = try desk.ratings(file.id)
        measures = try desk.measureSeries(try desk.measureResponses(file.id))
        commitments = try desk.commitmentRows(file.id)
        goals = try desk.goalRows(file.id)
        records = try desk.recordRows(file.id)
    }

    /// How the criteria stood on a day, by what had been recorded for days up to it.
    func standings(on day: CalendarDate) -> [CriterionStanding] {
        let computed = ComputedCriteria(
            parts: file.parts, openedOn: file.openedOn, records: records.map(\.counted), commitments: commitments,
            measures: measures, goals: goals)
        let known = ratings.filter { $0.on <= day }
        return criteria.map { criterion in
            CriterionStanding(
                criterion, ratings: known, parts: file.parts,
                computed: criterion.fromRecords.map { computed.value($0, on: day) })
        }
    }

    func record(_ handle: Handle, words: OpenWords) throws -> RoadRecord {
        func person(_ partner: Partner) -> RoadRecord.Person {
            RoadRecord.Person(
                partner: partner, name: words.name(of: partner, in: file.id), part: file.parts[partner] ?? .both)
        }
        let records = records.map { $0.with(words) }
        let setbacks = Dictionary(zip(self.records.map(\.id), records)) { first, _ in first }
        let spans = events.enumerated().map { index, event in
            let setback = event.setback.flatMap { setbacks[$0] }
            return
                StageSpan(
                    stage: event.stage, from: event.on,
                    to: index + 1 < events.count ? events[index + 1].on : file.closedOn, kind: event.kind,
                    reason: words[event.id, RoadField.reason] ?? setback.flatMap { $0.text.isEmpty ? nil : $0.text },
                    setback: setback?.handle,
                    unmet: event.unmet)
        }
        return RoadRecord(
            handle: handle, status: file.status, openedOn: file.openedOn, closedOn: file.closedOn,
            readOn: file.today, roadmapVersion: Int(file.roadmapVersion), stages: stages, a: person(.a), b: person(.b),
            spans: spans,
            criteria: standings(on: file.closedOn ?? file.today), measures: measures,
            commitments: commitments.map { $0.with(words) }, goals: try goals.map { try $0.with(words) },
            records: records)
    }
}
