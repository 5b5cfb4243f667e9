import CaseModel
import Fiction

/// The rules that every case keeps, whoever made it; the answer is what is broken, in words.
enum HistoryRules {
    static func broken(in history: CaseHistory, today: CalendarDate) -> [String] {
        var faults: [String] = []
        func check(_ holds: Bool, _ fault: @autoclosure () -> String) {
            if !holds { faults.append(fault()) }
        }
        stages(history, today, check)
        sessions(history, today, check)
        scores(history, today, check)
        ratings(history, today, check)
        promises(history, today, check)
        people(history, today, check)
        ending(history, today, check)
        return faults
    }

    private typealias Check = (Bool, @autoclosure () -> String) -> Void

    private static func stages(_ history: CaseHistory, _ today: CalendarDate, _ check: Check) {
        var current: Stage?
        var since: CalendarDate?
        for record in history.stages {
            let unmet = current.map { stage in
                Catalogue.criteria.filter { criterion in
                    criterion.stage == stage
                        && criterion.isMet(
                            by: history.ratings.filter { $0.on <= record.on },
                            parts: [.a: history.a.part, .b: history.b.part]) == false
                }
            }
            let move = try? StageMove.move(
                from: current, since: since, to: record.move.to, on: record.on,
                unmet: record.move.kind == .advance ? (unmet ?? []).map(\.number) : [], hasReason: record.reason != nil)
            check(move == record.move, "move to \(record.move.to) on \(record.on) is not legal")
            check(since.map { $0 < record.on } ?? true, "two moves on \(record.on)")
            check(record.on <= today && record.on >= history.openedOn, "move on \(record.on) outside the case")
            (current, since) = (record.move.to, record.on)
        }
    }

    private static func sessions(_ history: CaseHistory, _ today: CalendarDate, _ check: Check) {
        let times = history.sessions.map(\.at)
        check(times == times.sorted(), "sessions are out of order")
        check(Set(times).count == times.count, "two sessions at one time")
        let mayMeetAlone = Partner.allCases.allSatisfy { partner in
            history.consents.contains { $0.partner == partner && $0.kind == .secretsPolicy }
        }
        for session in history.sessions {
            let day = session.at.day
            check(day >= history.openedOn, "session before the case on \(day)")
            check((session.state == .booked) == (day >= today), "\(session.state) on \(day)")
            check(day.days(since: today) < 14, "booked too far ahead on \(day)")
            check((0..<1440).contains(session.at.minute) && session.minutes > 0, "time of day on \(day)")
            check(session.state.wantsNote == (session.attendance != .nobody), "attendance on \(day)")
            check((session.modality == .phone) == (session.state == .phoneContact), "modality on \(day)")
            check(session.state.wantsNote || session.note == nil, "a note without a session on \(day)")
            check(session.note != nil || session.noteSignedAfterDays == nil, "signed without words on \(day)")
            if let days = session.noteSignedAfterDays {
                check(days >= 0 && day.adding(days: days) <= today, "signed in the future on \(day)")
            }
            let expected: Audience =
                switch session.attendance {
                case .aOnly: .a
                case .bOnly: .b
                case .both, .nobody: .joint
                }
            check(session.noteAudience == expected, "audience on \(day)")
            if let alone = session.format.alone {
                check(
                    session.attendance != .both && session.attendance != (alone == .a ? .bOnly : .aOnly),
                    "who came on \(day)")
                check(session.state != .booked || mayMeetAlone, "booked alone without both acceptances on \(day)")
            }
            let stage = history.stages.last { $0.on <= day }?.move.to
            let before = history.stages.last { $0.on < day }?.move.to
            check(session.stage == stage || session.stage == before, "stage of the session on \(day)")
        }
    }

    private static func scores(_ history: CaseHistory, _ today: CalendarDate, _ check: Check) {
        for measure in history.measures {
            check(measure.on <= today && measure.on >= history.openedOn, "\(measure.instrument) on \(measure.on)")
            guard let instrument = Forms.instruments[measure.instrument] else {
                check(false, "unknown \(measure.instrument)")
                continue
            }
            check((try? instrument.check(score: measure.score)) != nil, "\(measure.instrument) \(measure.score)")
            if let answers = measure.answers {
                check((try? instrument.score(answers)) == measure.score, "\(measure.instrument) answers \(answers)")
            }
        }
        let keys = history.measures.map { "\($0.partner)\($0.instrument)\($0.on)" }
        check(Set(keys).count == keys.count, "one measure twice on a day")
    }

    private static func ratings(_ history: CaseHistory, _ today: CalendarDate, _ check: Check) {
        let parts = [Partner.a: history.a.part, .b: history.b.part]
        let raters = Dictionary(
            uniqueKeysWithValues: Catalogue.criteria.map { ($0.number, ($0, $0.raters(parts: parts))) })
        for rating in history.ratings {
            check(rating.on <= today && rating.on >= history.openedOn, "rating on \(rating.on)")
            guard let (criterion, allowed) = raters[rating.number] else {
                check(false, "unknown criterion \(rating.number)")
                continue
            }
            check((0...criterion.maximum).contains(rating.value), "\(rating.number) is \(rating.value)")
            check(allowed.contains(rating.by), "\(rating.number) rated by \(rating.by.code)")
        }
    }

    private static func promises(_ history: CaseHistory, _ today: CalendarDate, _ check: Check) {
        for commitment in history.commitments {
            check(
                commitment.agreedOn <= today && commitment.agreedOn >= history.openedOn, "agreed \(commitment.agreedOn)"
            )
            check((commitment.rhythm == .once) == (commitment.dueOn != nil), "due date of \(commitment.text)")
            check(commitment.dueOn.map { $0 > commitment.agreedOn } ?? true, "due before it was agreed")
            let days = commitment.reports.map(\.on)
            check(days == days.sorted(), "reports out of order")
            check(days.allSatisfy { $0 > commitment.agreedOn && $0 <= today }, "report outside its time")
            check(Set(commitment.reports.map { "\($0.on)\($0.by)" }).count == days.count, "two reports by one on a day")
        }
        for goal in history.goals {
            check(goal.agreedOn <= today && goal.dueOn > goal.agreedOn, "goal of \(goal.agreedOn)")
            check(goal.reviews.allSatisfy { $0.on > goal.agreedOn && $0.on <= today }, "review outside its time")
            check(goal.reviews.map(\.on) == goal.reviews.map(\.on).sorted(), "reviews out of order")
            check(![goal.words.goal, goal.words.measure, goal.words.target].contains(""), "goal without words")
        }
    }

    private static func people(_ history: CaseHistory, _ today: CalendarDate, _ check: Check) {
        for partner in [history.a, history.b] {
            check(partner.name?.isEmpty == false, "nameless")
            let age = history.openedOn.year - (partner.birthYear ?? 0)
            check((20...78).contains(age), "age \(age)")
            let born = partner.profile.birthDate.flatMap { CalendarDate($0) }
            check(born?.year == partner.birthYear, "birth date and year differ")
            for channel in partner.profile.channels {
                let isFictional =
                    channel.kind == .phone ? channel.value.contains("-555-01") : channel.value.hasSuffix("@example.org")
                check(isFictional, "a channel that may be real")
            }
        }
        check(history.a.name != history.b.name, "one name for both")
        let parts = [history.a.part, history.b.part]
        check(parts.contains(.hurt) && parts.contains(.involved) || parts == [.both, .both], "parts \(parts)")
        check((history.togetherSince ?? 0) <= history.openedOn.year, "together since the future")
        check(history.breach.month.map { $0 <= history.openedOn } ?? true, "breach after the first call")
        for consent in history.consents {
            check((consent.kind == .secretsPolicy) == (consent.policy != nil), "policy of a consent")
            check((consent.kind == .shareScores) == (consent.instrument != nil), "instrument of a consent")
            check(consent.on <= today && consent.on >= history.openedOn, "consent on \(consent.on)")
        }
    }

    private static func ending(_ history: CaseHistory, _ today: CalendarDate, _ check: Check) {
        check(history.openedOn <= today, "opened in the future")
        check((history.status == .closed) == (history.closing != nil), "closed without a closing, or the reverse")
        let held = history.sessions.contains { $0.state == .held }
        check(held == [.active, .paused].contains(history.status) || history.status == .closed, "\(history.status)")
        guard let closing = history.closing else { return }
        check(closing.on <= today, "closed in the future")
        check(history.sessions.allSatisfy { $0.at.day <= closing.on }, "session after the closing")
        check(history.stages.allSatisfy { $0.on <= closing.on }, "stage after the closing")
        check(
            closing.howItEnded != .completed || history.stages.last?.move.to == .plan, "completed before the last stage"
        )
    }
}
