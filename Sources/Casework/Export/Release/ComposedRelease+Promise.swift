import Anonymity

extension ComposedRelease {
    /// All that the file promises, as a program can check it: it stands in the manifest, for anybody.
    func promise(_ format: RowsFormat) throws(CaseworkError) -> ReleasePromise {
        var columns = [ReleaseColumn(identifier: RowsFile.idColumn, length: RowsFile.idLength)]
        do {
            for column in known {
                columns.append(
                    ReleaseColumn(column.rawValue, labels: try column.hierarchy.vocabulary, isQuasiIdentifier: true))
            }
            for outcome in outcomes {
                let labels = Set(try outcome.column.hierarchy.labels(atLevel: outcome.level))
                let isSensitive = promises.contains { $0.column == outcome.column }
                columns.append(
                    ReleaseColumn(
                        outcome.column.rawValue, labels: labels, isQuasiIdentifier: false,
                        rules: isSensitive ? profile.rules : nil))
            }
        } catch {
            throw .internal(error.description)
        }
        return ReleasePromise(
            format: format == .csv ? .csv : .jsonLines, rows: rows, k: profile.k, columns: columns,
            fewestSharingTwo: profile.guardsPairs ? profile.k : nil)
    }
}

extension ReleaseProfile {
    /// What every class must keep of a sensitive column.
    fileprivate var rules: ReleaseColumn.Rules {
        .init(distinct: distinct > 1 ? distinct : nil, entropy: entropy > 1 ? entropy : nil, closeness: closeness)
    }
}
