/// A road as a practice defines it: two to six stages, each with its criteria. Criteria are numbered by their place.
package struct RoadDefinition: Sendable, Hashable {
    package struct StageDefinition: Sendable, Hashable {
        package var stage: Stage
        package var name: String
        /// One word, for a narrow column.
        package var short: String
        package var criteria: [Criterion]

        package init(stage: Stage, name: String, short: String, criteria: [Criterion]) {
            (self.stage, self.name, self.short, self.criteria) = (stage, name, short, criteria)
        }
    }

    /// What is wrong with a definition, in words that go on a line.
    package struct Mistake: Error, Hashable, Sendable {
        package let text: String

        package init(text: String) { self.text = text }
    }

    package var name: String
    package var stages: [StageDefinition]

    package init(name: String, stages: [StageDefinition]) { (self.name, self.stages) = (name, stages) }

    /// - Throws: what no road can be: too few or too many stages, a name that is empty or too long, a criterion that
    ///   nothing can meet, one that is worked out from records and names no rule, or a rule on another scale than its own.
    package func check() throws(Mistake) {
        try Self.checkName(name, "name", atMost: 80)
        guard (2...6).contains(stages.count) else {
            throw Mistake(text: "a road has 2 to 6 stages; this has \(stages.count)")
        }
        for (index, stage) in stages.enumerated() {
            let place = "stages[\(index + 1)]"
            try Self.checkName(stage.name, "\(place).name", atMost: 80)
            try Self.checkName(stage.short, "\(place).short", atMost: 12)
            guard (1...20).contains(stage.criteria.count) else {
                throw Mistake(text: "\(place).criteria: a stage has 1 to 20 criteria")
            }
            for criterion in stage.criteria { try Self.check(criterion, at: "\(place).criteria \(criterion.number)") }
        }
    }

    private static func checkName(_ text: String, _ place: String, atMost limit: Int) throws(Mistake) {
        guard !text.allSatisfy(\.isWhitespace), text.count <= limit,
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
        else { throw Mistake(text: "\(place) is 1 to \(limit) characters on one line") }
    }

    private static func check(_ criterion: Criterion, at place: String) throws(Mistake) {
        try checkName(criterion.text, "\(place).text", atMost: 200)
        try checkName(criterion.source, "\(place).source", atMost: 80)
        guard (1...99).contains(criterion.maximum) || criterion.scale == .percent && criterion.maximum == 100 else {
            throw Mistake(text: "\(place).maximum is from 1 to 99")
        }
        if let threshold = criterion.threshold, !(0...criterion.maximum).contains(threshold) {
            throw Mistake(text: "\(place).threshold is from 0 to \(criterion.maximum)")
        }
        guard let rule = criterion.fromRecords else {
            if criterion.rater == .computed {
                throw Mistake(text: "\(place).counts is missing: what nobody rates is counted among the records")
            }
            return
        }
        guard criterion.scale == rule.scale else {
            throw Mistake(text: "\(place): \(rule.rawValue) is counted on the scale \(rule.scale.rawValue)")
        }
        if rule.wantsFew, criterion.rater != .computed {
            throw Mistake(text: "\(place): \(rule.rawValue) is for nobody to rate; its rater is computed")
        }
    }
}

extension RecordRule {
    /// What it counts in.
    package var scale: Criterion.Scale {
        switch self {
        case .impactReflected, .setbackPassed, .trustHeld, .planAgreed: .yesNo
        case .apologyParts, .areasAgreed: .parts
        case .openBreaches, .openTalks, .amendsWanted, .goalsWhole: .count
        case .keptShare, .goalsOnTrack: .percent
        }
    }
}
