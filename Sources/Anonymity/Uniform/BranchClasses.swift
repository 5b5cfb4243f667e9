extension Branch {
    /// The classes of the settled columns: for each the class of the parent branch it lies in, its label in the column
    /// settled last, what one of its rows loses, and its rows.
    struct Classes {
        private(set) var parent: [UInt32] = []
        private(set) var label: [UInt32] = []
        private(set) var loss: [UInt64] = []
        private(set) var rows: [Int] = []

        /// The one class of a branch with nothing settled.
        static func whole(rows: Int) -> Classes {
            var classes = Classes()
            classes.add(rows, to: 0, in: 0, label: 0, loss: 0)
            return classes
        }

        /// Adds rows to class `number`, which is new when it equals the number of classes.
        mutating func add(
            _ count: Int, to number: UInt32, in parentClass: UInt32, label newLabel: UInt32,
            loss newLoss: @autoclosure () -> UInt64
        ) {
            if Int(number) == rows.count {
                parent.append(parentClass)
                label.append(newLabel)
                loss.append(newLoss())
                rows.append(0)
            }
            rows[Int(number)] += count
        }

        /// The classes one level higher in the column settled last, and for each old class the new one it went into.
        /// `lossBefore` is what the earlier columns lose in a row of each parent class.
        func raised(
            _ level: Generalisation.Level, to higher: Generalisation.Level, lossBefore: [UInt64]
        ) -> (classes: Classes, merged: [UInt32]) {
            var numbering = PairNumbering(
                firstCount: lossBefore.count, secondCount: higher.labels.count, expected: rows.count)
            var raised = Classes()
            var merged: [UInt32] = []
            merged.reserveCapacity(rows.count)
            for old in rows.indices {
                let newLabel = level.parentOfLabel[Int(label[old])]
                let number = numbering.number(parent[old], newLabel)
                raised.add(
                    rows[old], to: number, in: parent[old], label: newLabel,
                    loss: lossBefore[Int(parent[old])] + higher.lossOfLabel[Int(newLabel)])
                merged.append(number)
            }
            return (raised, merged)
        }

        /// What the rows of classes that stand lose, and how many rows the others have.
        func loss(_ stands: [Bool]) -> (loss: UInt64, leftOut: Int) {
            var leftOut = 0
            var lost: UInt64 = 0
            for number in rows.indices {
                if stands[number] { lost += UInt64(rows[number]) * loss[number] } else { leftOut += rows[number] }
            }
            return (lost, leftOut)
        }
    }
}
