/// The search from the top down: all rows begin as one class with the widest labels, and a class is split for as long as
/// its parts keep the privacy model.
///
/// Every class met on the way keeps the model, so the search can stop anywhere. Small classes are split by looking
/// ahead: the few best splits are each carried to their end, and the one that loses least is made. The same table gives
/// the same classes, always.
struct TopDown<Code: FixedWidthInteger & UnsignedInteger & Sendable> {
    /// How far a class looks ahead.
    struct Lookahead: Sendable {
        /// Splits that are carried to their end.
        let width: Int
        /// Classes of more rows take the best split at once.
        let rows: Int
    }

    let ladders: [Ladder]
    let model: BoundModel
    let lookahead: Lookahead
    var records: Records<Code>
    private(set) var classes: [Part] = []

    // Used again from class to class.
    var counts: [Int32]
    let starts: [Int]
    var partOfPosition: [Int32]

    init(_ table: Table, _ ladders: [Ladder], _ model: BoundModel, lookahead: Lookahead) {
        self.ladders = ladders
        self.model = model
        self.lookahead = lookahead
        records = Records(table, ladders, model)
        var starts: [Int] = []
        var length = 0
        for ladder in ladders {
            starts.append(length)
            length += ladder.positions
        }
        self.starts = starts
        counts = Array(repeating: 0, count: length)
        partOfPosition = Array(repeating: 0, count: ladders.map(\.positions).max() ?? 0)
    }

    /// Splits to the end; `classes` holds the result.
    mutating func run() {
        var open = [Part(range: 0..<records.rows.count, labels: ladders.map(\.top))]
        while var part = open.popLast() {
            if let parts = split(&part, lookingAhead: true) { open += parts } else { classes.append(part) }
        }
    }

    /// What a class will lose when every split is the best of its moment. Moves records within the class.
    private mutating func lossBelow(_ part: Part) -> Int {
        var open = [part]
        var loss = 0
        while var part = open.popLast() {
            if let parts = split(&part, lookingAhead: false) {
                open += parts
            } else {
                loss += part.range.count * zip(ladders, part.labels).reduce(0) { $0 + $1.0.loss(of: $1.1) }
            }
        }
        return loss
    }

    /// Narrows the labels that cost nothing, then splits; nil when the class stays as it is.
    private mutating func split(_ part: inout Part, lookingAhead: Bool) -> [Part]? {
        let candidates = candidates(&part)
        guard !candidates.isEmpty else { return nil }
        guard lookingAhead, lookahead.width > 1, part.range.count <= lookahead.rows else {
            return best(1, of: candidates, part).first.map { make($0, of: part) }
        }
        let splits = best(lookahead.width, of: candidates, part)
        guard splits.count > 1 else { return splits.first.map { make($0, of: part) } }
        var least = Int.max
        var chosen = splits[0]
        for split in splits {
            let loss = make(split, of: part).reduce(0) { $0 + lossBelow($1) }
            if loss < least { (least, chosen) = (loss, split) }
        }
        return make(chosen, of: part)
    }

    /// The splits of best score. Candidates come best first; what a candidate promised is checked in that order.
    private mutating func best(_ count: Int, of candidates: [SplitCandidate], _ part: Part) -> [Split] {
        var found: [Split] = []
        for candidate in candidates {
            if found.count >= count, found[count - 1].score >= candidate.score { break }
            guard let split = plan(candidate, of: part) else { continue }
            let place = found.firstIndex { $0.score < split.score } ?? found.count
            found.insert(split, at: place)
        }
        return Array(found.prefix(count))
    }

    /// Moves the records to where their parts lie.
    private mutating func make(_ split: Split, of part: Part) -> [Part] {
        var end = part.range.upperBound
        mapPositions(of: split.labels, under: part.labels[split.field], field: split.field)
        if !split.lent.isEmpty {
            var missing = split.lent.count
            for record in part.range.reversed() where split.lent.contains(records.rows[record]) {
                end -= 1
                records.swapAt(record, end)
                missing -= 1
                if missing == 0 { break }
            }
        }
        var sizes = split.sizes
        sizes[split.labels.count] -= split.lent.count
        records.arrange(
            part.range.lowerBound..<end, by: split.field, partOfPosition: partOfPosition, sizes: sizes)
        var parts: [Part] = []
        var start = part.range.lowerBound
        for (index, size) in split.sizes.enumerated() where size > 0 {
            var labels = part.labels
            if index < split.labels.count { labels[split.field] = split.labels[index] }
            parts.append(Part(range: start..<start + size, labels: labels))
            start += size
        }
        return parts
    }

    /// Notes for each position under a label which part it goes to; what no part takes goes to the rest.
    mutating func mapPositions(of labels: [Ladder.Label], under label: Ladder.Label, field: Int) {
        for position in label.first...label.last { partOfPosition[position] = Int32(labels.count) }
        for (part, label) in labels.enumerated() {
            for position in label.first...label.last { partOfPosition[position] = Int32(part) }
        }
    }
}
