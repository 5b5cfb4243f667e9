import CaseModel
import Casework

/// One thing that couples can come to, and when they did.
struct OutcomeRow: Sendable {
    let event: String
    let couples: Int
    let came: Int
    /// Days by which this part of the couples had come to it; nil where that was never seen.
    let quarter: Int?
    let half: Int?
    let threeQuarters: Int?
    /// The share of couples that had come to it by the end of 52 weeks.
    let withinAYear: Double

    private static let year = 364

    static func all(of outcomes: Outcomes) -> [OutcomeRow] {
        if outcomes.couples == 0 { return [] }
        var rows = outcomes.events.map { event, times in
            let estimate = KaplanMeier(times)
            return OutcomeRow(
                event: event, couples: times.couples, came: times.events,
                quarter: estimate.day(reachedBy: 0.25), half: estimate.day(reachedBy: 0.5),
                threeQuarters: estimate.day(reachedBy: 0.75), withinAYear: 1 - estimate.share(on: year))
        }
        let closings = AalenJohansen(outcomes.closings)
        for cause in Closing.HowItEnded.allCases where outcomes.closings.events(of: cause) > 0 {
            rows.append(
                OutcomeRow(
                    event: cause.closingWords, couples: outcomes.couples, came: outcomes.closings.events(of: cause),
                    quarter: closings.day(cause, reachedBy: 0.25), half: closings.day(cause, reachedBy: 0.5),
                    threeQuarters: closings.day(cause, reachedBy: 0.75),
                    withinAYear: closings.share(of: cause, on: year)))
        }
        return rows
    }
}

/// One step of an estimate: what holds from a day on.
struct OutcomeStep: Sendable {
    let event: String
    let day: Int
    let atRisk: Int
    /// The share that has come to it.
    let share: Double
    let band: ClosedRange<Double>?

    static func all(of outcomes: Outcomes) -> [OutcomeStep] {
        let steps = outcomes.events.flatMap { event, times in
            KaplanMeier(times).steps.map { step in
                OutcomeStep(
                    event: event, day: step.day, atRisk: step.atRisk, share: 1 - step.share,
                    band: step.band.map { 1 - $0.upperBound...1 - $0.lowerBound })
            }
        }
        let closings = AalenJohansen(outcomes.closings).steps
        return steps
            + Closing.HowItEnded.allCases.flatMap { cause in
                closings.compactMap { step in
                    step.shares[cause].map {
                        OutcomeStep(event: cause.closingWords, day: step.day, atRisk: step.atRisk, share: $0, band: nil)
                    }
                }
            }
    }
}

extension Outcomes {
    /// What is looked at by itself: the stages from the second on, and the first return.
    fileprivate var events: [(String, EventTimes<Bool>)] {
        Stage.allCases.compactMap { stage in
            stages[stage].map { ("stage \(stage.rawValue) \(shortName(of: stage))", $0) }
        }
            + [("a first return", returns)]
    }
}

extension Closing.HowItEnded {
    fileprivate var closingWords: String { "closed: \(rawValue.split(separator: "_").joined(separator: " "))" }
}
