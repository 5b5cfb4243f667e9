extension TopDown {
    /// How many cuts of a grid are looked at when the first does not keep l or t.
    private var cutsTried: Int { model.columns.isEmpty ? 1 : 6 }

    /// What the class could be split by, best first. Narrows each label under which all rows share one child.
    mutating func candidates(_ part: inout Part) -> [SplitCandidate] {
        count(part)
        let rows = part.range.count
        var candidates: [SplitCandidate] = []
        for field in ladders.indices where part.labels[field].first < part.labels[field].last {
            if ladders[field].grid != nil {
                if rows >= 2 * model.k, let candidate = cuts(field, part) { candidates.append(candidate) }
            } else if let candidate = children(field, &part) {
                candidates.append(candidate)
            }
        }
        // The sort is stable only by this: equal scores keep the order in which the columns were named.
        return candidates.sorted { ($0.score, $1.field) > ($1.score, $0.field) }
    }

    /// Counts the rows at each position under the present labels.
    private mutating func count(_ part: Part) {
        var fields: [(field: Int, start: Int)] = []
        for (field, label) in part.labels.enumerated() where label.first < label.last {
            fields.append((field, starts[field]))
            for position in label.first...label.last { counts[starts[field] + position] = 0 }
        }
        var counts = [Int32]()
        swap(&counts, &self.counts)
        records.visit(part.range) { span, base in
            for (field, start) in fields { counts[start + Int(truncatingIfNeeded: span[base + field])] += 1 }
        }
        swap(&counts, &self.counts)
    }

    func rows(of label: Ladder.Label, field: Int) -> Int {
        var sum = 0
        for position in label.first...label.last { sum += Int(counts[starts[field] + position]) }
        return sum
    }

    private func children(_ field: Int, _ part: inout Part) -> SplitCandidate? {
        let ladder = ladders[field]
        let rows = part.range.count
        while case let rung = ladder.rungs[part.labels[field].rung], !rung.children.isEmpty {
            let sizes = rung.children.map { self.rows(of: ladder.label($0), field: field) }
            if let only = sizes.firstIndex(of: rows) {
                part.labels[field] = ladder.label(rung.children.lowerBound + only)
                continue
            }
            guard rows >= 2 * model.k else { return nil }
            return hope(zip(rung.children, sizes).map { (rung.loss - ladder.rungs[$0].loss, $1) }, rows)
                .map { SplitCandidate(field: field, kind: .children, score: $0) }
        }
        return nil
    }

    /// The score when all children of k rows stand, and too small a rest borrows at the mean cost or gets the child
    /// that saves least.
    private func hope(_ children: [(saved: Int, rows: Int)], _ rows: Int) -> Double? {
        let standing = children.filter { $0.rows >= model.k }
        guard let least = standing.min(by: { $0.saved * $0.rows < $1.saved * $1.rows }) else { return nil }
        let saved = standing.reduce(0) { $0 + $1.saved * $1.rows }
        let sizes = standing.map(\.rows)
        let rest = rows - sizes.reduce(0, +)
        if rest == 0 || rest >= model.k { return Split.score(saved: saved, sizes: sizes + [rest], of: rows) }
        var best: Double?
        let need = model.k - rest
        if rows - rest - standing.count * model.k >= need {
            best = Split.score(saved: saved - saved / (rows - rest) * need, sizes: sizes + [model.k], of: rows)
        }
        if standing.count > 1 {
            var fewer = sizes
            if let place = fewer.firstIndex(of: least.rows) { fewer.remove(at: place) }
            let held = Split.score(
                saved: saved - least.saved * least.rows, sizes: fewer + [rest + least.rows], of: rows)
            best = max(best ?? held, held)
        }
        return best
    }

    /// The cuts that leave k rows on both sides and save most.
    private func cuts(_ field: Int, _ part: Part) -> SplitCandidate? {
        let label = part.labels[field]
        let ladder = ladders[field]
        let rows = part.range.count
        let whole = ladder.loss(of: label)
        var found: [(score: Double, cut: Int)] = []
        var below = 0
        for cut in label.first..<label.last {
            below += Int(counts[starts[field] + cut])
            guard below >= model.k else { continue }
            guard rows - below >= model.k else { break }
            let saved =
                below * (whole - ladder.loss(first: label.first, last: cut))
                + (rows - below) * (whole - ladder.loss(first: cut + 1, last: label.last))
            guard saved > 0 else { continue }
            found.append((Split.score(saved: saved, sizes: [below, rows - below], of: rows), cut))
        }
        found.sort { ($0.score, $1.cut) > ($1.score, $0.cut) }
        guard let best = found.first else { return nil }
        return SplitCandidate(field: field, kind: .cuts(found.prefix(cutsTried).map(\.cut)), score: best.score)
    }
}

extension Ladder {
    func label(_ rung: Int) -> Label { Label(first: rungs[rung].first, last: rungs[rung].last, rung: rung) }
}
