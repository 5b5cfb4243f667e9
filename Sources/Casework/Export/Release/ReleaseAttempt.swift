import Anonymity

/// One try to make a release with a set of columns.
struct ReleaseAttempt {
    enum Outcome {
        case release(ComposedRelease)
        /// A change of satisfaction that keeps no l: the file is made without it.
        case without(ProgressColumn)
    }

    /// What became of the couples that are new.
    private enum Drawing {
        case classes([ComposedRelease.Class], loss: [Double])
        case without(ProgressColumn)
        /// As a whole they are too unlike the rest of the file for t.
        case unlike(String)
    }

    let composer: ReleaseComposer
    let table: Table
    let columns: [ProgressColumn]
    let floors: [ProgressColumn: Int]

    private var profile: ReleaseProfile { composer.profile }
    private var k: Int { composer.k }

    init(composer: ReleaseComposer, table: Table, columns: [ProgressColumn], floors: [ProgressColumn: Int]) {
        (self.composer, self.columns, self.floors) = (composer, columns, floors)
        self.table = table.without(Set(table.columns.map(\.name)).subtracting(columns.map(\.rawValue)))
    }

    /// Draws the new couples in classes that keep the promise beside the old ones. An old class that does not, since the
    /// whole file has changed around it, is held back, and the new ones are drawn again: so every new couple is in the
    /// file, or none is and all of them wait.
    func run(newRows: [UInt32], standing: [LedgerStanding.Standing]) throws(CaseworkError) -> Outcome {
        var old = standing
        var new = newRows.count >= k ? newRows : []
        while !new.isEmpty || !old.isEmpty {
            let rows = new + old.flatMap(\.rows)
            let levels = try levels(rows)
            let relabelled = try relabel(levels.levels)
            if let column = try weakChange(relabelled, rows) { return .without(column) }
            var classes = old.map { ComposedRelease.Class(labels: $0.labels, rows: $0.rows, number: $0.number) }
            var loss: [Double] = []
            if !new.isEmpty {
                switch try draw(new, relabelled, beside: old.isEmpty ? nil : rows) {
                case .classes(let drawn, let lost):
                    classes += drawn
                    loss = lost
                case .without(let column): return .without(column)
                case .unlike(let name):
                    guard !old.isEmpty else { throw tooAlike(name) }
                    new = []
                    continue
                }
            }
            let broken = promises(relabelled).broken(relabelled, classes)
            if !broken.isEmpty {
                let numbers = Set(broken.compactMap { classes[$0].number })
                guard !numbers.isEmpty else { throw .internal("a class that was drawn does not keep its promise") }
                old = old.filter { !numbers.contains($0.number) }
                continue
            }
            if profile.guardsPairs, let fewest = levels.fewest, fewest < k {
                throw .conflict(
                    "Two cells, such as an ending and a number of sessions, would be shared by \(fewest) couples "
                        + "only, at the widest labels. Nothing was written; ask for fewer columns with --columns.")
            }
            let released = classes.reduce(0) { $0 + ($1.number == nil ? $1.rows.count : 0) }
            return .release(
                release(
                    relabelled, levels, classes, loss, waiting: new.isEmpty ? newRows.count : 0,
                    heldBack: standing.reduce(0) { $0 + $1.rows.count } - old.reduce(0) { $0 + $1.rows.count },
                    suppressed: new.count - released))
        }
        throw .conflict(
            "There are \(newRows.count) couples to release, and every class needs \(k). Nothing was written; "
                + "collect more first, or release tables (--profile public).")
    }

    /// `rows` are all of the file's, where there are others than the new ones: t compares with them.
    private func draw(
        _ new: [UInt32], _ relabelled: Table, beside rows: [UInt32]?
    ) throws(CaseworkError) -> Drawing {
        do {
            let recoding = try Recoder(model(relabelled, rows))
                .recode(relabelled.rows(new), quasiIdentifiers: quasiIdentifiers())
            var classes: [ComposedRelease.Class] = []
            recoding.forEachClass { labels, rows in
                classes.append(.init(labels: labels, rows: rows.map { new[Int($0)] }, number: nil))
            }
            return .classes(classes, loss: recoding.columns.map(\.loss))
        } catch AnonymityError.tableBreaksModel(let name), AnonymityError.tooFewValues(let name, _, _) {
            if let column = ProgressColumn(rawValue: name), column.isChange, rows == nil { return .without(column) }
            return .unlike(name)
        } catch let error as AnonymityError {
            throw .conflict("\(error.description) Nothing was written.")
        } catch {
            throw .internal("\(type(of: error))")
        }
    }

    private func tooAlike(_ name: String) -> CaseworkError {
        .conflict(
            "The couples are too alike for this profile: \(name) has too few values among them. Nothing was written; "
                + "release tables (--profile public), or ask for other columns.")
    }

    private var outcomes: [Int] { columns.indices.filter { !profile.isKnown(columns[$0]) } }

    private func levels(_ rows: [UInt32]) throws(CaseworkError) -> PairLevels {
        var wishes: [PairLevels.Wish] = []
        for index in outcomes {
            let isGuarded = sensitive.contains(index)
            wishes.append(
                .init(
                    hierarchy: try columns[index].publishedLadder, worth: columns[index].worth,
                    floor: floors[columns[index]] ?? 0, distinct: isGuarded ? profile.distinct : 1,
                    entropy: isGuarded ? profile.entropy : 1, isNeeded: isGuarded && !columns[index].isChange))
        }
        return try PairLevels(table, columns: outcomes, wishes: wishes, rows: rows, k: profile.guardsPairs ? k : 0)
    }

    private func relabel(_ levels: [Int]) throws(CaseworkError) -> Table {
        var relabelled = table
        for (index, level) in zip(outcomes, levels) where level > 0 {
            let hierarchy = try columns[index].publishedLadder
            relabelled = relabelled.relabelled(
                column: index,
                table.columns[index].vocabulary.map { hierarchy.label(of: $0, atLevel: level) ?? "*" })
        }
        return relabelled
    }

    private func quasiIdentifiers() throws -> [QuasiIdentifier] {
        try columns.filter(profile.isKnown).map {
            QuasiIdentifier(column: $0.rawValue, hierarchy: try $0.hierarchy)
        }
    }

    /// The columns of which l and t are asked: the kind of breach, and in research every change of satisfaction.
    private var sensitive: [Int] {
        outcomes.filter { columns[$0] == .breachKind || profile == .research && columns[$0].isChange }
    }

    private func model(_ table: Table, _ whole: [UInt32]?) -> PrivacyModel {
        PrivacyModel(
            k: k,
            sensitive: sensitive.map { index in
                SensitiveColumn(
                    columns[index].rawValue, distinct: profile.distinct, entropy: profile.entropy,
                    closeness: profile.closeness, whole: whole.map { counts(table.columns[index], $0) })
            })
    }

    private func counts(_ column: Table.Column, _ rows: [UInt32]) -> [String: Int] {
        var counts = [Int](repeating: 0, count: column.vocabulary.count)
        for row in rows { counts[Int(column.codes[row: Int(row)])] += 1 }
        return Dictionary(uniqueKeysWithValues: zip(column.vocabulary, counts))
    }

    private func promises(_ table: Table) -> FilePromises {
        FilePromises(
            columns: sensitive.map {
                ClassPromise(
                    index: $0, distinct: profile.distinct, entropy: profile.entropy, closeness: profile.closeness)
            })
    }

    /// A change of satisfaction that does not keep its l even over all couples.
    private func weakChange(_ table: Table, _ rows: [UInt32]) throws(CaseworkError) -> ProgressColumn? {
        for promise in promises(table).columns where columns[promise.index].isChange {
            let counts = promise.counts(table, rows)
            if !promise.allows(promise.reached(counts, of: counts)) { return columns[promise.index] }
        }
        return nil
    }

    private func release(
        _ table: Table, _ levels: PairLevels, _ classes: [ComposedRelease.Class], _ loss: [Double], waiting: Int,
        heldBack: Int, suppressed: Int
    ) -> ComposedRelease {
        let reached = promises(table).reached(table, classes)
        let chosen = zip(outcomes, zip(levels.levels, levels.tops)).map { index, level in
            ComposedRelease.Outcome(
                column: columns[index], index: index, level: level.0, top: level.1,
                labelOfCode: table.columns[index].vocabulary)
        }
        let order = classes.sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
        return ComposedRelease(
            profile: profile, known: columns.filter(profile.isKnown), outcomes: chosen, classes: order, table: table,
            leftOut: [], waiting: waiting, heldBack: heldBack, suppressed: suppressed,
            fewestSharingTwo: levels.fewest,
            promises: zip(sensitive, reached).map { (columns[$0], $1) }, loss: loss)
    }
}
