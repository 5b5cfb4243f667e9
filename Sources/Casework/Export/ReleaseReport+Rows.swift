import Anonymity

extension ReleaseReport {
    /// The report of a release of rows. `entry` is nil for a preview.
    init(
        _ release: ComposedRelease, _ entry: ReleaseEntry?, standing: LedgerStanding?, history: [Earlier]
    ) throws(CaseworkError) {
        let figures = try FileFigures(release)
        let profile = release.profile
        self.init(
            handle: entry?.handle ?? "preview", recipient: entry?.recipient ?? "nobody", profile: profile,
            rule: .classes, columns: Self.columns(release, figures), leftOut: release.leftOut,
            classes: Self.classes(release, figures, standing), sensitive: Self.sensitive(release),
            risk: Self.risk(release, figures),
            differencing: standing.map { Self.differencing(release, $0) }, history: history,
            notes: Self.notes(release, figures), notPromised: Self.notPromised(profile))
    }

    init(
        handle: String, recipient: String, profile: ReleaseProfile, rule: ReleaseRule, columns: [Column],
        leftOut: [ProgressColumn] = [], classes: Classes? = nil, sensitive: [Sensitive] = [], risk: Risk? = nil,
        tables: [PublicTable] = [], differencing: Differencing? = nil, history: [Earlier], budget: Budget? = nil,
        notes: [String], notPromised: [String], file: ReleasedFile? = nil
    ) {
        format = "troth-release-report-1"
        (self.handle, self.recipient, self.profile, self.rule) = (handle, recipient, profile, rule)
        unit = "a couple: one couple is one row, or one count, and its partners stand unordered"
        adversary = profile.adversary
        (self.columns, leftOutColumns, self.classes) = (columns, leftOut.map(\.rawValue), classes)
        (self.sensitive, self.risk, self.tables) = (sensitive, risk, tables)
        (self.differencing, self.history, self.budget) = (differencing, history, budget)
        (self.notes, self.notPromised, self.file) = (notes, notPromised, file)
    }

    /// The same with the data's hash.
    package func with(file: ReleasedFile) -> ReleaseReport {
        ReleaseReport(
            handle: handle, recipient: recipient, profile: profile, rule: rule, columns: columns,
            leftOut: leftOutColumns.compactMap(ProgressColumn.init), classes: classes, sensitive: sensitive, risk: risk,
            tables: tables, differencing: differencing, history: history, budget: budget, notes: notes,
            notPromised: notPromised, file: file)
    }

    private static func columns(_ release: ComposedRelease, _ figures: FileFigures) -> [Column] {
        let sensitive = Set(release.promises.map(\.column))
        return zip(release.known, figures.losses).map { column, loss in
            Column(name: column.rawValue, part: "known", level: nil, top: nil, loss: loss)
        }
            + release.outcomes.map { outcome in
                Column(
                    name: outcome.column.rawValue, part: sensitive.contains(outcome.column) ? "sensitive" : "outcome",
                    level: outcome.level, top: outcome.top, loss: nil)
            }
    }

    private static func classes(
        _ release: ComposedRelease, _ figures: FileFigures, _ standing: LedgerStanding?
    ) -> Classes {
        let sizes = figures.sizes
        let k = release.profile.k
        var bins: [Bin] = []
        var rest = sizes[...]
        var smallest = k
        while !rest.isEmpty {
            let inside = rest.prefix { $0 < smallest * 2 }
            bins.append(
                Bin(
                    smallest: smallest, largest: smallest * 2 - 1, classes: inside.count,
                    couples: inside.reduce(0, +)))
            rest = rest.dropFirst(inside.count)
            smallest *= 2
        }
        return Classes(
            kAsked: k, kReached: sizes.first ?? 0, couples: release.rows,
            unreleased: release.waiting + release.heldBack + release.suppressed + (standing?.withheldCouples ?? 0),
            suppressed: release.suppressed, waiting: release.waiting,
            classes: sizes.count,
            median: sizes.isEmpty ? 0 : Double(sizes[sizes.count / 2] + sizes[(sizes.count - 1) / 2]) / 2,
            largest: sizes.last ?? 0, histogram: bins, discernibility: sizes.reduce(0) { $0 + $1 * $1 },
            averageClassSize: Double(release.rows) / Double(max(sizes.count, 1)) / Double(k),
            loss: figures.losses.reduce(0, +) / Double(max(figures.losses.count, 1)), queryError: figures.queryError)
    }

    private static func sensitive(_ release: ComposedRelease) -> [Sensitive] {
        release.promises.map { column, reached in
            Sensitive(
                column: column.rawValue, distinctAsked: release.profile.distinct, distinctReached: reached.distinct,
                entropyAsked: release.profile.entropy, entropyReached: reached.entropy,
                closenessAsked: release.profile.closeness, closenessReached: reached.closeness)
        }
    }

    private static func risk(_ release: ComposedRelease, _ figures: FileFigures) -> Risk {
        let highest = 1 / Double(max(figures.sizes.first ?? 1, 1))
        func known(_ known: FileFigures.KnownOutcomes?) -> KnownOutcomes? {
            known.map { KnownOutcomes(columns: $0.columns.map(\.rawValue), alone: $0.alone, average: $0.average) }
        }
        return Risk(
            prosecutor: highest, journalist: highest,
            marketer: Double(figures.sizes.count) / Double(max(release.rows, 1)),
            oneOutcomeKnownAsWell: known(figures.oneOutcome), twoOutcomesKnownAsWell: known(figures.twoOutcomes),
            twoOutcomesAlone: release.fewestSharingTwo.map { 1 / Double(max($0, 1)) })
    }

    private static func differencing(_ release: ComposedRelease, _ standing: LedgerStanding) -> Differencing {
        let released = Set(release.classes.compactMap(\.number))
        let here = standing.standing.filter { released.contains($0.number) }
        return Differencing(
            newClasses: release.classes.count { $0.number == nil }, repeated: here.count { !$0.isChanged },
            refreshed: here.count(where: \.isChanged),
            heldBack: standing.heldBack.count + standing.standing.count - here.count, retired: standing.retired.count)
    }

    private static func notes(_ release: ComposedRelease, _ figures: FileFigures) -> [String] {
        var notes = [
            "Couples of whom a partner objects to research use are not in the file and not counted.",
            "Journalist risk is a bound: there is no table of all couples in the country, so it is taken to be no lower "
                + "than the prosecutor's.",
        ]
        if release.profile.k == 11 {
            notes.append(
                "k = 11 is a highest risk of 1/11 = 0.0909: the 0.09 of EMA policy 0070 and Health Canada by rounding.")
        }
        if !release.leftOut.isEmpty {
            notes.append(
                "Left out, since there is too little variety among these couples for l: "
                    + release.leftOut.map(\.rawValue).joined(separator: ", ") + ".")
        }
        if release.waiting > 0 {
            notes.append(
                "\(release.waiting) couples are new and wait for a later file: new couples join as whole new classes only, "
                    + "and these are fewer than \(release.profile.k), or too unlike the others for t.")
        }
        if release.rows < smallPractice {
            let loss = figures.losses.reduce(0, +) / Double(max(figures.losses.count, 1))
            notes.append(smallPracticeNote(release.rows, loss: loss, queryError: figures.queryError))
        }
        return notes
    }

    private static func notPromised(_ profile: ReleaseProfile) -> [String] {
        var list = [
            "Classes drawn to lose little can be drawn back a little by somebody who knows how they are drawn and how "
                + "the couples of the region are spread (downcoding: Cohen, Attacks on Deidentification's Defenses, "
                + "USENIX Security 2022). k does not measure that.",
            "Other publishers: what another practice, a registry or a study says of the same couples is not counted. "
                + "Two files by two publishers are not safe together by k alone.",
            "What somebody knows beyond the adversary described above. The risks with one and two outcomes known as well "
                + "are in this report; they are not bounded by k.",
            "A couple that withdraws is in no later file, but what was delivered cannot be called back.",
        ]
        if profile == .agreement || profile == .insider {
            list.append(
                "Beyond what is asked of breach_kind, a class may share an outcome: whoever finds it learns that.")
        } else {
            list.append(
                "Outcomes without l (marked `outcome`) may be shared by a whole class: whoever finds it learns them.")
        }
        return list + [
            "k is no legal opinion. Whether this may be given to someone is decided by people, with a contract."
        ]
    }
}
