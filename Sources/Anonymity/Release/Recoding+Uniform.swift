extension Recoding {
    /// One level a column, as found by the lattice search.
    init(
        of table: Table, by generalisations: [Generalisation], at node: Node, model: PrivacyModel, bound: BoundModel
    ) throws(AnonymityError) {
        let classes = ReleasedClasses(of: table, by: generalisations, levels: node.levels, model: bound)
        let suppressedRows = table.rowCount - classes.rows.count
        let whole = Double(Generalisation.wholeCell)
        var columns: [Column] = []
        for (generalisation, depth) in zip(generalisations, node.levels) {
            let level = generalisation.levels[depth]
            let codes = table.columns[generalisation.column].codes
            var lost = UInt64(suppressedRows) * Generalisation.wholeCell
            for row in classes.rows { lost += level.lossOfLabel[Int(level.labelOfCode[Int(codes[row: Int(row)])])] }
            columns.append(
                Column(
                    name: table.columns[generalisation.column].name, level: depth, top: generalisation.top,
                    loss: Double(lost) / whole / Double(table.rowCount)))
        }
        self.init(
            method: .uniform, model: model, columns: columns, classSizes: classes.sizes,
            reached: try ReachedPrivacy.measure(table, model, rows: classes.rows, classSizes: classes.sizes),
            suppressedRows: suppressedRows,
            loss: Double(node.loss) / whole / Double(table.rowCount * generalisations.count), table: table,
            indices: generalisations.map(\.column),
            labels: zip(generalisations, node.levels).map { $0.levels[$1].labels }, labelsOfClass: classes.labels,
            rowsByClass: classes.rows)
    }
}
