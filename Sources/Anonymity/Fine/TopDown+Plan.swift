extension TopDown {
    /// The parts of a split while it is put together: sizes and sensitive counts, the rest's last.
    struct Tally {
        var sizes: [Int]
        /// One run of `countLength` a part.
        var counts: [Int32]
        let length: Int

        func counts(of part: Int) -> ArraySlice<Int32> { counts[part * length..<(part + 1) * length] }

        /// Adds the last part but the rest's, or any, to the rest and empties it.
        mutating func giveToRest(_ part: Int) {
            let rest = sizes.count - 1
            sizes[rest] += sizes[part]
            sizes[part] = 0
            for index in 0..<length {
                counts[rest * length + index] += counts[part * length + index]
                counts[part * length + index] = 0
            }
        }
    }

    /// The split that a candidate leads to, every part of it keeping the model; nil when there is none.
    mutating func plan(_ candidate: SplitCandidate, of part: Part) -> Split? {
        switch candidate.kind {
        case .children: return planChildren(candidate.field, of: part)
        case .cuts(let cuts):
            for cut in cuts {
                if let split = planCut(cut, candidate.field, of: part) { return split }
            }
            return nil
        }
    }

    private mutating func planCut(_ cut: Int, _ field: Int, of part: Part) -> Split? {
        let label = part.labels[field]
        let labels = [
            Ladder.Label(first: label.first, last: cut, rung: 0),
            Ladder.Label(first: cut + 1, last: label.last, rung: 0),
        ]
        let tally = tally(labels, field, of: part)
        guard allows(0, tally), allows(1, tally) else { return nil }
        return split(field, labels, tally, of: part)
    }

    private mutating func planChildren(_ field: Int, of part: Part) -> Split? {
        let ladder = ladders[field]
        let labels = ladder.rungs[part.labels[field].rung].children.map(ladder.label)
            .filter { rows(of: $0, field: field) >= model.k }
        guard !labels.isEmpty else { return nil }
        var tally = tally(labels, field, of: part)
        for index in labels.indices where !allows(index, tally) { tally.giveToRest(index) }
        var best: Split?
        while tally.sizes.dropLast().contains(where: { $0 > 0 }) {
            if tally.sizes[labels.count] == 0 || allows(labels.count, tally) {
                let split = split(field, labels, tally, of: part)
                return best.map { $0.score >= split.score ? $0 : split } ?? split
            }
            if best == nil { best = lending(field, labels, tally, of: part) }
            let loss = ladder.loss(of: part.labels[field])
            let standing = labels.indices.filter { tally.sizes[$0] > 0 }
            let least = standing.min {
                tally.sizes[$0] * (loss - ladder.loss(of: labels[$0]))
                    < tally.sizes[$1] * (loss - ladder.loss(of: labels[$1]))
            }
            if let least { tally.giveToRest(least) }
        }
        return best
    }

    /// Counts what each part would hold.
    private mutating func tally(_ labels: [Ladder.Label], _ field: Int, of part: Part) -> Tally {
        let length = model.countLength
        var tally = Tally(
            sizes: Array(repeating: 0, count: labels.count + 1),
            counts: Array(repeating: 0, count: (labels.count + 1) * length), length: length)
        if length == 0 {
            for (index, label) in labels.enumerated() { tally.sizes[index] = rows(of: label, field: field) }
            tally.sizes[labels.count] = part.range.count - tally.sizes.reduce(0, +)
            return tally
        }
        mapPositions(of: labels, under: part.labels[field], field: field)
        let columns = model.columns.enumerated().map { (ladders.count + $0, $1.start) }
        records.visit(part.range) { span, base in
            let index = Int(partOfPosition[Int(truncatingIfNeeded: span[base + field])])
            tally.sizes[index] += 1
            for (sensitive, start) in columns {
                tally.counts[index * length + start + Int(truncatingIfNeeded: span[base + sensitive])] += 1
            }
        }
        return tally
    }

    func allows(_ part: Int, _ tally: Tally) -> Bool {
        model.allows(rows: tally.sizes[part], counts: tally.counts(of: part))
    }

    /// The finished split of what is left in the tally.
    func split(
        _ field: Int, _ labels: [Ladder.Label], _ tally: Tally, lent: [UInt32] = [], of part: Part
    ) -> Split {
        let ladder = ladders[field]
        let loss = ladder.loss(of: part.labels[field])
        let standing = labels.indices.filter { tally.sizes[$0] > 0 }
        let saved = standing.reduce(0) { $0 + tally.sizes[$1] * (loss - ladder.loss(of: labels[$1])) }
        let sizes = standing.map { tally.sizes[$0] } + [tally.sizes[labels.count]]
        return Split(
            field: field, labels: standing.map { labels[$0] }, sizes: sizes, lent: lent, saved: saved,
            score: Split.score(saved: saved, sizes: sizes, of: part.range.count))
    }
}
