package import CaseModel
import Postgres

/// How the couples of a caseload fared in time: when they came to each stage, when they first turned back, and how their
/// cases were closed. Times run from the day the case was opened; a case that is still open counts as long as it was.
package struct Outcomes: Sendable {
    /// What is shown is what was known by the end of this day.
    package let asOf: CalendarDate
    package private(set) var couples = 0
    /// Days to the first entry into a stage or one beyond it, for the stages from the second on.
    package private(set) var stages: [Stage: EventTimes<Bool>] = [:]
    /// Days to the first return to an earlier stage, of couples that have set out on the road.
    package private(set) var returns = EventTimes<Bool>()
    package private(set) var closings = EventTimes<Closing.HowItEnded>()
    /// As the practice's newest road calls them; couples on an older one are counted by the number of the stage.
    private let names: [RoadStage]

    init(asOf: CalendarDate, names: [RoadStage] = []) {
        (self.asOf, self.names) = (asOf, names)
        for stage in Stage.allCases.dropFirst() { stages[stage] = EventTimes() }
    }

    /// A stage in one word, by the practice's newest road.
    package func shortName(of stage: Stage) -> String {
        names.first { $0.stage == stage }?.shortName ?? stage.shortName
    }

    /// The same with its number and its whole name.
    package func title(of stage: Stage) -> String {
        "\(stage.rawValue) \(names.first { $0.stage == stage }?.name ?? stage.name)"
    }

    /// Counts one couple; nothing of it is kept but these counts.
    mutating func add(_ couple: CoupleTimes) {
        guard couple.openedOn <= asOf else { return }
        couples += 1
        let isClosed = couple.closedOn.map { $0 <= asOf } ?? false
        let last = isClosed ? couple.closedOn ?? asOf : asOf
        func days(to day: CalendarDate) -> Int { max(0, day.days(since: couple.openedOn)) }
        func add(_ day: CalendarDate?, to times: inout EventTimes<Bool>) {
            if let day, day <= last {
                times.add(days(to: day), endedBy: true)
            } else {
                times.add(days(to: last), endedBy: nil)
            }
        }
        for (stage, day) in zip(Stage.allCases.dropFirst(), couple.stages) {
            add(day, to: &stages[stage, default: EventTimes()])
        }
        if couple.hasSetOut { add(couple.returnedOn, to: &returns) }
        closings.add(days(to: last), endedBy: isClosed ? couple.howItEnded : nil)
    }
}

/// The days of one couple's road, as a query gives them.
struct CoupleTimes {
    let openedOn: CalendarDate
    let closedOn: CalendarDate?
    let howItEnded: Closing.HowItEnded?
    let hasSetOut: Bool
    /// First day in a stage or beyond it, from the second stage on.
    let stages: [CalendarDate?]
    let returnedOn: CalendarDate?
}

extension CoupleTimes: RowDecodable {
    init(row: inout RowReader) throws(PostgresError) {
        openedOn = try row.next()
        closedOn = try row.next()
        howItEnded = try row.next()
        hasSetOut = try row.next()
        stages = [try row.next(), try row.next(), try row.next(), try row.next(), try row.next()]
        returnedOn = try row.next()
    }

    /// Of the cases that `condition` leaves, and that the reader's rights show.
    static func query(_ condition: SQL) -> SQL {
        """
        select c.opened_on, c.closed_on, c.how_it_ended, count(e.stage) > 0,
            min(e.started_on) filter (where e.stage >= 2), min(e.started_on) filter (where e.stage >= 3),
            min(e.started_on) filter (where e.stage >= 4), min(e.started_on) filter (where e.stage >= 5),
            min(e.started_on) filter (where e.stage >= 6), min(e.started_on) filter (where e.kind = 'return')
        from app.cases c
        left join app.stage_events e on e.practice_id = c.practice_id and e.case_id = c.case_id
        where \(condition)
        group by c.practice_id, c.case_id
        """
    }
}
