/// A part of the lattice: the first columns settled at a level each, the others still open.
struct Branch {
    /// Rows that agree on the settled columns (one class) and on the whole suffix after them.
    struct Entry {
        var inClass: UInt32
        var suffix: UInt32
        var rows: UInt32
    }

    var entries: [Entry]
    var classes: Classes

    /// The branch with every column open.
    init(_ combinations: Combinations) {
        entries = combinations.rowsOfCombination.enumerated().map { combination, rows in
            Entry(inClass: 0, suffix: UInt32(combination), rows: rows)
        }
        classes = .whole(rows: combinations.rowCount)
    }

    private init(entries: [Entry], classes: Classes) {
        self.entries = entries
        self.classes = classes
    }

    /// Settles the next column, which stands at `place`, at its own values: classes split, and no entries merge.
    func settling(_ task: SearchTask, at place: Int) -> Branch {
        var branch = self
        branch.classes = Self.split(
            &branch.entries, of: classes, by: task.ladder(at: place).levels[0], task.combinations.steps[place])
        return branch
    }

    /// Moves each entry on to the next suffix and into the class of its label; answers those classes.
    static func split(
        _ entries: inout [Entry], of classes: Classes, by level: Generalisation.Level, _ step: Combinations.Step
    ) -> Classes {
        var numbering = PairNumbering(
            firstCount: classes.rows.count, secondCount: level.labels.count, expected: entries.count)
        var finer = Classes()
        for index in entries.indices {
            let entry = entries[index]
            let suffix = Int(entry.suffix)
            let label = level.labelOfCode[Int(step.codeOfSuffix[suffix])]
            let number = numbering.number(entry.inClass, label)
            finer.add(
                Int(entry.rows), to: number, in: entry.inClass, label: label,
                loss: classes.loss[Int(entry.inClass)] + level.lossOfLabel[Int(label)])
            entries[index].inClass = number
            entries[index].suffix = step.nextOfSuffix[suffix]
        }
        return finer
    }

    /// Takes the column at `place`, settled last, one level up: merges classes and entries, and reads no row again.
    func raising(_ task: SearchTask, at place: Int, to index: Int, in parent: Classes) -> Branch {
        let levels = task.ladder(at: place).levels
        let (raised, merged) = classes.raised(
            levels[index - 1], to: levels[index], lossBefore: parent.loss)
        var branch = Branch(entries: [], classes: raised)
        var merging = PairNumbering(
            firstCount: raised.rows.count, secondCount: task.suffixCount(after: place), expected: entries.count)
        for old in entries {
            branch.merge(Entry(inClass: merged[Int(old.inClass)], suffix: old.suffix, rows: old.rows), &merging)
        }
        return branch
    }

    private mutating func merge(_ entry: Entry, _ merging: inout PairNumbering) {
        let number = Int(merging.number(entry.inClass, entry.suffix))
        if number == entries.count {
            entries.append(entry)
        } else {
            entries[number].rows += entry.rows
        }
    }
}
