import CaseModel
import Casework

/// The criteria of one stage: what each rater last said, how far the partners stand apart, what meets it, and whether
/// it is met.
struct CriteriaTable {
    private let page: RoadScreen
    private let stage: Stage
    private let unicode: Bool
    private static let number = 5
    private static let rating = 10
    private static let apart = 6
    private static let wanted = 10
    private static let state = 9
    private let text: Int

    init(_ page: RoadScreen, stage: Stage) {
        (self.page, self.stage) = (page, stage)
        unicode = page.screen.isUnicode
        text = max(16, page.width - Self.number - 3 * Self.rating - Self.apart - Self.wanted - Self.state)
    }

    func lines() -> [StyledText] {
        let standings = page.road.criteria(of: stage)
        let judged = standings.filter { $0.isMet != nil }
        var heading = StyledText(
            "Stage \(stage.rawValue) of \(page.road.stages.count), \(page.road.name(of: stage))", .heading)
        heading.append("   \(judged.count { $0.isMet == true }) of \(judged.count) criteria met", .dim)
        return ["", heading, header()] + standings.flatMap(rows) + note(standings)
    }

    private func note(_ standings: [CriterionStanding]) -> [StyledText] {
        guard standings.contains(where: { $0.criterion.scale == .zeroToFour }) else { return [] }
        let words =
            "0 not at all, 1 a little, 2 partly, 3 mostly, 4 fully; twice is two ratings 7 days apart. "
            + "Criteria advise, they do not gate."
        let indent = String(repeating: " ", count: Self.number)
        return TextFit.wrap(words, width: page.width - Self.number).map { StyledText(indent + $0, .dim) }
    }

    private func header() -> StyledText {
        let names = [page.shortName(.a), page.shortName(.b), "you"]
        var line = StyledText()
        line.pad(to: Self.number + text)
        for name in names { append(StyledText(name, .dim), Self.rating, to: &line) }
        append(StyledText("apart", .dim), Self.apart, to: &line)
        line.append("asks for", .dim)
        return line
    }

    private func rows(_ standing: CriterionStanding) -> [StyledText] {
        let words = TextFit.wrap(page.visible(standing.criterion.text), width: text - 2)
        let asked = TextFit.wrap(standing.criterion.shortWanted, width: Self.wanted - 1)
        let ratings = ratings(standing)
        return (0..<max(words.count, asked.count, ratings.count)).map { level in
            var line = StyledText(level == 0 ? standing.criterion.number : "", .dim)
            line.pad(to: Self.number)
            append(StyledText(level < words.count ? words[level] : ""), text, to: &line)
            append(level < ratings.count ? ratings[level] : "", 3 * Self.rating + Self.apart, to: &line)
            append(StyledText(level < asked.count ? asked[level] : "", .dim), Self.wanted, to: &line)
            if level == 0 { line.append(state(standing)) }
            line.trimEnd()
            return line
        }
    }

    /// The last ratings side by side; for what is worked out, the figure and what it comes from.
    private func ratings(_ standing: CriterionStanding) -> [StyledText] {
        let criterion = standing.criterion
        if criterion.rater == .computed {
            guard let computed = standing.computed else { return [StyledText("not recorded yet", .dim)] }
            var line = StyledText(computed.value.map(criterion.meaning) ?? (unicode ? "–" : "-"))
            line.append("  " + computed.basis, .dim)
            return [TextFit.truncate(line, to: 3 * Self.rating + Self.apart - 1, unicode: unicode)]
        }
        var line = StyledText()
        for rater in [RatedBy.partner(.a), .partner(.b), .therapist] {
            let isAsked = standing.raters.contains(rater)
            append(isAsked ? answer(standing, rater) : "", Self.rating, to: &line)
        }
        if let difference = standing.difference, criterion.scale == .zeroToFour {
            line.append("  \(difference)", difference > 1 ? .warning : .dim)
        }
        guard let computed = standing.computed, computed.value != nil else { return [line] }
        let basis = StyledText("records: " + computed.basis, .dim)
        return [line, TextFit.truncate(basis, to: 3 * Self.rating + Self.apart - 1, unicode: unicode)]
    }

    private func answer(_ standing: CriterionStanding, _ rater: RatedBy) -> StyledText {
        let rating = standing.latest(by: rater)
        switch standing.criterion.scale {
        case .zeroToFour: return Meter(rating: rating?.value).text(unicode: unicode)
        case .parts: return Meter(rating: rating?.value, top: standing.criterion.maximum).text(unicode: unicode)
        default:
            guard let rating else { return StyledText(unicode ? "–" : "-", .dim) }
            return StyledText(standing.criterion.meaning(of: rating.value))
        }
    }

    private func state(_ standing: CriterionStanding) -> StyledText {
        switch standing.isMet {
        case true?: StyledText(unicode ? "✓ met" : "+ met", .good)
        case false?: StyledText(unicode ? "○ not yet" : "o not yet")
        case nil:
            StyledText(
                (unicode ? "–" : "-")
                    + (standing.criterion.rater == .computed && standing.computed == nil ? "" : " shown"),
                .dim)
        }
    }

    private func append(_ cell: StyledText, _ width: Int, to line: inout StyledText) {
        let start = line.width
        line.append(TextFit.truncate(cell, to: width - 1, unicode: unicode))
        line.pad(to: start + width)
    }
}

extension Criterion {
    /// What meets it, in a few cells.
    fileprivate var shortWanted: String {
        guard let threshold else { return "" }
        return switch scale {
        case .zeroToFour: "\(threshold), twice"
        case .yesNo: "yes"
        case .percent: "\(threshold) %"
        case .choice: "an answer"
        case .parts, .count: threshold == 0 ? "none" : "\(threshold)"
        }
    }
}
