import Anonymity

/// Makes of couples as they were read a release that keeps its profile's promise, or refuses.
struct ReleaseComposer {
    let profile: ReleaseProfile
    let columns: [ProgressColumn]
    /// Fewer couples in a class than this are no class.
    var k: Int { profile.k }

    init(profile: ReleaseProfile, columns: [ProgressColumn]) {
        (self.profile, self.columns) = (profile, columns)
    }

    var known: [ProgressColumn] { columns.filter(profile.isKnown) }

    /// Where the columns that are not known stand in the table of `columns`.
    var outcomes: [Int] { columns.indices.filter { !profile.isKnown(columns[$0]) } }

    /// `standing` are classes that the circle of recipients holds and that may be repeated; `newRows` are drawn anew.
    /// `floors` are the levels of the circle's last file, one a column of `columns`: no column may be told more narrowly.
    ///
    /// - Throws: `conflict` where there are too few couples, or no recoding keeps the promise.
    func compose(
        _ table: Table, newRows: [UInt32], standing: [LedgerStanding.Standing] = [], floors: [Int]? = nil
    ) throws(CaseworkError) -> ComposedRelease {
        var left: Set<ProgressColumn> = []
        for (column, floor) in zip(columns, floors ?? []) where floor > (try column.publishedLadder.top) {
            left.insert(column)
        }
        while true {
            let attempt = ReleaseAttempt(
                composer: self, table: table, columns: columns.filter { !left.contains($0) },
                floors: Dictionary(zip(columns, floors ?? []), uniquingKeysWith: max))
            switch try attempt.run(newRows: newRows, standing: standing) {
            case .release(let release): return finished(release, left)
            case .without(let column): left.insert(column)
            }
        }
    }

    private func finished(_ release: ComposedRelease, _ left: Set<ProgressColumn>) -> ComposedRelease {
        ComposedRelease(
            profile: profile, known: release.known, outcomes: release.outcomes, classes: release.classes,
            table: release.table, leftOut: columns.filter(left.contains), waiting: release.waiting,
            heldBack: release.heldBack, suppressed: release.suppressed, fewestSharingTwo: release.fewestSharingTwo,
            promises: release.promises, loss: release.loss)
    }
}

extension ProgressColumn {
    /// How much a release is asked for the column: what the field wants to know first is told most narrowly.
    var worth: Double {
        switch self {
        case .breachKind: 8
        case .howItEnded, .relationship, .changeCouple: 4
        case .stageReached: 2
        case .changeHurt, .changeInvolved, .changeBoth: 1.5
        case .sessions, .returns, .weeksInTreatment: 1
        default: 0.3
        }
    }

    /// The ladder of the column's labels. It is fixed, so that a fault in it is one of the program's.
    var publishedLadder: Hierarchy {
        get throws(CaseworkError) {
            do { return try hierarchy } catch { throw .internal("\(rawValue): \(error.description)") }
        }
    }
}
