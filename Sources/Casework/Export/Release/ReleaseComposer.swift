import Anonymity

/// Makes of couples as they were read a release that keeps its profile's promise, or refuses.
struct ReleaseComposer {
    let profile: ReleaseProfile
    let columns: [ProgressColumn]
    /// Fewer couples in a class than this are no class.
    var k: Int { profile.k }
    /// How the classes are drawn.
    var method = Method.fine
    private static let mostRounds = 6

    init(profile: ReleaseProfile, columns: [ProgressColumn]) {
        (self.profile, self.columns) = (profile, columns)
    }

    var known: [ProgressColumn] { columns.filter(profile.isKnown) }

    /// Where the columns that are not known stand in the table of `columns`.
    var outcomes: [Int] { columns.indices.filter { !profile.isKnown(columns[$0]) } }

    /// `standing` are classes that the circle of recipients holds and that may be repeated; `newRows` are drawn anew.
    ///
    /// - Throws: `conflict` where there are too few couples, or no recoding keeps the promise.
    func compose(
        _ table: Table, newRows: [UInt32], standing: [LedgerStanding.Standing] = []
    ) throws(CaseworkError) -> ComposedRelease {
        var left: Set<ProgressColumn> = []
        while true {
            let attempt = Attempt(composer: self, table: table, columns: columns.filter { !left.contains($0) })
            switch try attempt.run(newRows: newRows, standing: standing, mostRounds: Self.mostRounds) {
            case .release(let release, let unreleased): return finished(release, unreleased, left)
            case .without(let column): left.insert(column)
            }
        }
    }

    private func finished(
        _ release: ComposedRelease, _ unreleased: Int, _ left: Set<ProgressColumn>
    ) -> ComposedRelease {
        ComposedRelease(
            profile: profile, known: release.known, outcomes: release.outcomes, classes: release.classes,
            table: release.table, leftOut: columns.filter(left.contains), unreleased: unreleased,
            fewestSharingTwo: release.fewestSharingTwo, promises: release.promises, loss: release.loss)
    }
}

/// One try with a set of columns.
private struct Attempt {
    enum Outcome {
        case release(ComposedRelease, unreleased: Int)
        /// A change of satisfaction that keeps no l: the file is made without it.
        case without(ProgressColumn)
    }

    let composer: ReleaseComposer
    let table: Table
    let columns: [ProgressColumn]

    private var profile: ReleaseProfile { composer.profile }
    private var k: Int { composer.k }

    init(composer: ReleaseComposer, table: Table, columns: [ProgressColumn]) {
        (self.composer, self.columns) = (composer, columns)
        self.table = table.without(Set(table.columns.map(\.name)).subtracting(columns.map(\.rawValue)))
    }

    func run(
        newRows: [UInt32], standing: [LedgerStanding.Standing], mostRounds: Int
    ) throws(CaseworkError) -> Outcome {
        var new = newRows.count >= k ? newRows : []
        var old = standing
        guard !new.isEmpty || !old.isEmpty else {
            throw .conflict(
                "There are \(newRows.count) couples to release, and every class needs \(k). Nothing was written; "
                    + "collect more first, or release tables (--profile public).")
        }
        var floors: [Int]?
        for _ in 0..<mostRounds {
            let rows = new + old.flatMap(\.rows)
            let levels = try levels(rows, floors: floors)
            floors = levels.levels
            let relabelled = try relabel(levels.levels)
            if let column = try weakChange(relabelled, rows) { return .without(column) }
            var classes = old.map { ComposedRelease.Class(labels: $0.labels, rows: $0.rows, number: $0.number) }
            var loss: [Double] = []
            if !new.isEmpty {
                do {
                    let recoding = try Recoder(model(relabelled), method: composer.method)
                        .recode(relabelled.rows(new), quasiIdentifiers: quasiIdentifiers())
                    loss = recoding.columns.map(\.loss)
                    recoding.forEachClass { labels, rows in
                        classes.append(.init(labels: labels, rows: rows.map { new[Int($0)] }, number: nil))
                    }
                } catch AnonymityError.tableBreaksModel(let name) {
                    if let column = ProgressColumn(rawValue: name), column.isChange { return .without(column) }
                    throw .conflict(
                        "The couples are too alike for this profile: \(name) has too few values among them. Nothing was "
                            + "written; release tables (--profile public), or ask for other columns.")
                } catch let error as AnonymityError {
                    throw .conflict("\(error.description) Nothing was written.")
                } catch {
                    throw .internal("\(type(of: error))")
                }
            }
            let judged = promises(relabelled)
            let broken = judged.broken(relabelled, classes)
            if broken.isEmpty {
                if profile.guardsPairs, let fewest = levels.fewest, fewest < k {
                    throw .conflict(
                        "Two cells, such as an ending and a number of sessions, would be shared by \(fewest) couples "
                            + "only, at the widest labels. Nothing was written; ask for fewer columns with --columns.")
                }
                let release = release(relabelled, levels, classes, judged.reached(relabelled, classes), loss)
                return .release(
                    release, unreleased: newRows.count + standing.reduce(0) { $0 + $1.rows.count } - release.rows)
            }
            let gone = Set(broken.flatMap { classes[$0].rows })
            let numbers = Set(broken.compactMap { classes[$0].number })
            new = new.filter { !gone.contains($0) }
            if new.count < k { new = [] }
            old = old.filter { !numbers.contains($0.number) }
            if new.isEmpty, old.isEmpty { break }
        }
        throw .conflict(
            "The classes that the recipient holds and the new ones do not go together in one file. Nothing was written; "
                + "collect more couples first.")
    }

    private var outcomes: [Int] { columns.indices.filter { !profile.isKnown(columns[$0]) } }

    private func levels(_ rows: [UInt32], floors: [Int]?) throws(CaseworkError) -> PairLevels {
        var hierarchies: [Hierarchy] = []
        for index in outcomes { hierarchies.append(try hierarchy(columns[index])) }
        return try PairLevels(
            table, columns: outcomes, hierarchies: hierarchies, floors: floors ?? outcomes.map { _ in 0 },
            readiness: outcomes.map { columns[$0].readiness }, rows: rows,
            k: profile.guardsPairs ? k : 0)
    }

    private func relabel(_ levels: [Int]) throws(CaseworkError) -> Table {
        var relabelled = table
        for (index, level) in zip(outcomes, levels) where level > 0 {
            let hierarchy = try hierarchy(columns[index])
            relabelled = relabelled.relabelled(
                column: index,
                table.columns[index].vocabulary.map { hierarchy.label(of: $0, atLevel: level) ?? "*" })
        }
        return relabelled
    }

    private func hierarchy(_ column: ProgressColumn) throws(CaseworkError) -> Hierarchy {
        do { return try column.hierarchy } catch { throw .internal("\(column.rawValue): \(error.description)") }
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

    private func model(_ table: Table) -> PrivacyModel {
        PrivacyModel(
            k: k,
            sensitive: sensitive.map {
                SensitiveColumn(
                    columns[$0].rawValue, distinct: profile.distinct, entropy: profile.entropy,
                    closeness: profile.closeness)
            })
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
        _ table: Table, _ levels: PairLevels, _ classes: [ComposedRelease.Class],
        _ reached: [ClassPromise.Reached], _ loss: [Double]
    ) -> ComposedRelease {
        let chosen = zip(outcomes, zip(levels.levels, levels.tops)).map { index, level in
            ComposedRelease.Outcome(
                column: columns[index], index: index, level: level.0, top: level.1,
                labelOfCode: table.columns[index].vocabulary)
        }
        let order = classes.sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
        return ComposedRelease(
            profile: profile, known: columns.filter(profile.isKnown), outcomes: chosen, classes: order, table: table,
            leftOut: [], unreleased: 0, fewestSharingTwo: levels.fewest,
            promises: zip(sensitive, reached).map { (columns[$0], $1) }, loss: loss)
    }
}

/// The promises of all sensitive columns, judged over a whole file.
private struct FilePromises {
    let columns: [ClassPromise]

    /// The classes that do not keep one.
    func broken(_ table: Table, _ classes: [ComposedRelease.Class]) -> [Int] {
        var broken: Set<Int> = []
        for promise in columns {
            let whole = promise.counts(table, classes.flatMap(\.rows))
            for (number, part) in classes.enumerated()
            where !promise.allows(promise.reached(promise.counts(table, part.rows), of: whole)) {
                broken.insert(number)
            }
        }
        return broken.sorted()
    }

    /// What the worst class reached, a column.
    func reached(_ table: Table, _ classes: [ComposedRelease.Class]) -> [ClassPromise.Reached] {
        columns.map { promise in
            let whole = promise.counts(table, classes.flatMap(\.rows))
            return classes.reduce(into: ClassPromise.Reached()) { worst, part in
                let reached = promise.reached(promise.counts(table, part.rows), of: whole)
                worst.distinct = min(worst.distinct, reached.distinct)
                worst.entropy = min(worst.entropy, reached.entropy)
                worst.closeness = max(worst.closeness, reached.closeness)
            }
        }
    }
}

extension ProgressColumn {
    /// How readily the column is told more widely: what the release is asked for comes last.
    fileprivate var readiness: Double {
        switch self {
        case .breachKind: 0.01
        case .changeHurt, .changeInvolved, .changeBoth, .changeCouple: 0.3
        case .howItEnded, .relationship: 0.5
        default: 1
        }
    }
}
