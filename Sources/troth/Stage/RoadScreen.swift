import CaseModel
import Casework

/// One couple's road on one screen: where they walked, how each of them rates it, how trust and satisfaction went.
///
/// A pure function of the record and the screen. Everything is said in words and marks; colour only repeats it.
struct RoadScreen {
    let road: RoadRecord
    let screen: Screen
    let width: Int
    private static let widths = 76...100

    init(_ road: RoadRecord, screen: Screen) {
        (self.road, self.screen) = (road, screen)
        width = min(Self.widths.upperBound, max(Self.widths.lowerBound, screen.columns ?? Self.widths.upperBound))
    }

    func lines() -> [StyledText] {
        content().map { TextFit.truncate($0, to: width, unicode: screen.isUnicode) }
    }

    private func content() -> [StyledText] {
        var lines = heading()
        guard let current = road.current else {
            lines += ["", StyledText("The road has not begun. `troth stage advance \(road.handle)` begins it.", .dim)]
            return lines + RoadCharts(self).lines()
        }
        lines += RoadTimeline(self).lines()
        lines += moves()
        lines += CriteriaTable(self, stage: current.stage).lines()
        lines += RoadCharts(self).lines()
        lines += work()
        return lines
    }

    /// Who they are, and since when they walk.
    private func heading() -> [StyledText] {
        var names = StyledText(road.handle.description, .accent)
        names.append("  ")
        for partner in Partner.allCases {
            let person = road.person(partner)
            if partner == .b { names.append("  &  ", .dim) }
            let name = person.name == partner.rawValue ? "partner" : visible(person.name)
            names.append(isolated(name), .heading)
            names.append(" (\(partner.rawValue), \(Self.part(person.part)))", .dim)
        }
        let weeks = max(0, road.endsOn.days(since: road.openedOn)) / 7
        var facts = [road.status.rawValue, "opened \(road.openedOn)"]
        if let closedOn = road.closedOn { facts.append("closed \(closedOn) after \(weeks) weeks") }
        if road.closedOn == nil { facts.append("week \(weeks + 1)") }
        let line = StyledText(facts.joined(separator: screen.isUnicode ? " · " : ", "), .dim)
        return [names, line]
    }

    private static func part(_ part: PartInBreach) -> String {
        part == .both ? "hurt and involved" : part.rawValue
    }

    /// Each stage walked: when, for how long, and why where a reason was needed.
    private func moves() -> [StyledText] {
        var lines: [StyledText] = [""]
        let isWide = width >= 90
        for (index, span) in road.spans.enumerated() {
            let number = "\(index + 1)"
            var line = StyledText(
                String(repeating: " ", count: max(0, 2 - number.count)) + number + "  \(span.from)  ", .dim)
            line.append(
                "\(span.stage.rawValue) \(isWide ? road.name(of: span.stage) : road.shortName(of: span.stage))")
            line.pad(to: isWide ? 62 : 32)
            let duration = Self.duration(span.days(until: road.endsOn))
            line.append(String(repeating: " ", count: max(0, 8 - duration.count)) + duration)
            line.append("   ")
            switch span.kind {
            case .goBack: line.append(screen.isUnicode ? "↩ returned" : "< returned", .warning)
            case .skip: line.append(screen.isUnicode ? "↷ stage left out" : "> stage left out", .warning)
            case .start, .advance:
                if !span.unmet.isEmpty {
                    line.append("open: " + span.unmet.joined(separator: " "), .dim)
                } else if span.reason != nil {
                    line.append("criteria open", .dim)
                }
            }
            line.trimEnd()
            lines.append(line)
            guard let reason = span.reason else { continue }
            for words in TextFit.wrap(visible(reason), width: width - 16) {
                lines.append(StyledText(String(repeating: " ", count: 16) + isolated(words), .dim))
            }
        }
        return lines
    }

    /// Commitments of the last four weeks and goals, a line each.
    private func work() -> [StyledText] {
        var lines: [StyledText] = []
        if !road.commitments.isEmpty {
            let from = road.endsOn.adding(days: -27)
            var line = StyledText("Commitments  ", .heading)
            line.append("\(road.commitments.count) agreed. Kept in 4 weeks, as seen by ")
            for partner in Partner.allCases {
                let reports = road.commitments.map { $0.kept(asSeenBy: partner, from: from, through: road.endsOn) }
                let (kept, all) = (reports.reduce(0) { $0 + $1.kept }, reports.reduce(0) { $0 + $1.reported })
                if partner == .b { line.append(", ") }
                line.append("\(shortName(partner)): \(all == 0 ? "no report" : "\(kept) of \(all)")")
            }
            lines.append(line)
        }
        if !road.goals.isEmpty {
            let standings = GoalStanding.allCases.compactMap { standing in
                let count = road.goals.count { $0.latest?.standing == standing }
                return count == 0 ? nil : "\(count) \(standing.rawValue.replacing("_", with: " "))"
            }
            let open = road.goals.count { $0.latest == nil }
            var line = StyledText("Goals        ", .heading)
            line.append("\(road.goals.count) set: ")
            line.append((standings + (open == 0 ? [] : ["\(open) not reviewed yet"])).joined(separator: ", "))
            lines.append(line)
        }
        if let line = records() { lines.append(line) }
        return lines.isEmpty ? [] : [""] + lines
    }

    /// How many records there are of each kind, and what of them is open.
    private func records() -> StyledText? {
        let counts = StageRecord.Kind.allCases.compactMap { kind in
            let all = road.records.filter { $0.kind == kind }
            let open = all.count { !$0.isSettled(by: road.endsOn) }
            let state = kind == .breach || kind == .setback ? (open == 0 ? "" : " (\(open) open)") : ""
            return all.isEmpty ? nil : "\(all.count) \(kind.rawValue)\(state)"
        }
        guard !counts.isEmpty else { return nil }
        var line = StyledText("Records      ", .heading)
        line.append(counts.joined(separator: ", "))
        return line
    }

    /// A partner's first name, short enough for a heading; the letter where no name is known. Not isolated.
    func firstName(_ partner: Partner, atMost cells: Int = 10) -> String {
        let first = road.person(partner).name.split(separator: " ").first.map(String.init) ?? partner.rawValue
        return TextFit.truncate(visible(first), to: cells, unicode: screen.isUnicode)
    }

    /// The same for a line with more on it: a right-to-left name keeps to its place.
    func shortName(_ partner: Partner) -> String { isolated(firstName(partner)) }

    /// The weeks since the case was opened that an axis of that many cells is labelled at.
    func weekTicks(within cells: Int) -> [Int] {
        let weeks = max(7, road.endsOn.days(since: road.openedOn)) / 7
        let step = [1, 2, 4, 8, 13, 26, 52, 104, 260].first { weeks / $0 <= max(2, cells / 8) } ?? 520
        return Array(stride(from: 0, through: weeks, by: step))
    }

    /// Weeks, or days where it was less than two weeks.
    static func duration(_ days: Int) -> String {
        if days < 14 { return days == 1 ? "1 day" : "\(days) days" }
        return "\((days * 2 + 7) / 14) weeks"
    }

    func visible(_ text: String) -> String {
        VisibleText.of(text.split(whereSeparator: \.isNewline).joined(separator: " "), unicode: screen.isUnicode)
    }

    func isolated(_ text: String) -> String {
        screen.isUnicode ? VisibleText.isolated(text) : text
    }
}
