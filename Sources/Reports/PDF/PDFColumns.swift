import Paper

/// How wide the columns of a table are: as their words ask for, where all fit. Else the narrow ones get what they ask
/// for and the wide ones share what is left, none narrower than its longest word where that can be. A word that is very
/// long, as a name can be, is broken before it takes the room of the others.
struct PDFColumns {
    private(set) var widths: [Double]

    init(
        _ table: Table, head: [SetText], rows: [[SetText]], gap: Double, _ flow: PDFFlow
    ) throws(PaperError) {
        let room = flow.width - gap * Double(max(0, table.columns.count - 1))
        widths = head.indices.map { index in rows.reduce(head[index].width) { max($0, $1[index].width) } + 0.5 }
        let sum = widths.reduce(0, +)
        if sum <= room {
            // What is left over goes to the columns of words, so that the numbers stay near what they belong to.
            let words = table.columns.indices.filter { !table.columns[$0].isNumber }
            if words.count <= 1, table.columns.count > 1 {
                stretch(to: room)
                return
            }
            for index in words { widths[index] += (room - sum) / Double(words.count) }
            return
        }
        let (wide, left) = Self.wide(widths, room: room)
        var least: [Double] = []
        for index in wide {
            least.append(min(widths[index], try Self.longestWord(of: table, index, flow), room * Self.mostOfAWord))
        }
        let asked = wide.map { widths[$0] }
        for (index, width) in zip(wide, Self.shared(left, asked: asked, least: least)) { widths[index] = width }
    }

    /// How much of the room one word can keep for itself.
    private static let mostOfAWord = 0.22

    /// A list of numbers under a first column: narrow, so that the eye finds the row of each.
    private mutating func stretch(to room: Double) {
        let most = min(110, room / Double(widths.count))
        widths = widths.map { max($0, most) }
        let sum = widths.reduce(0, +)
        if sum > room { widths = widths.map { $0 * room / sum } }
    }

    /// The columns that ask for more than their share, and what the others leave to them.
    private static func wide(_ widths: [Double], room: Double) -> (columns: [Int], room: Double) {
        var (columns, left) = (Array(widths.indices), room)
        while true {
            let share = left / Double(max(1, columns.count))
            let narrow = columns.filter { widths[$0] <= share }
            if narrow.isEmpty || narrow.count == columns.count { return (columns, left) }
            left -= narrow.reduce(0) { $0 + widths[$1] }
            columns.removeAll { widths[$0] <= share }
        }
    }

    /// In proportion to what each asks for; those that would fall under their longest word get that, if there is room.
    private static func shared(_ room: Double, asked: [Double], least: [Double]) -> [Double] {
        let (all, needed) = (asked.reduce(0, +), least.reduce(0, +))
        if needed >= room { return levelled(least, to: room) }
        let fair = asked.map { $0 * room / all }
        let short = zip(fair, least).reduce(0) { $0 + max(0, $1.1 - $1.0) }
        let spare = zip(fair, least).reduce(0) { $0 + max(0, $1.0 - $1.1) }
        return zip(fair, least).map { $0 < $1 ? $1 : $0 - ($0 - $1) * short / spare }
    }

    /// The widths under one level that makes them fit: the widest lose, the narrow ones keep what they have.
    private static func levelled(_ widths: [Double], to room: Double) -> [Double] {
        var (left, most) = (room, 0.0)
        for (index, width) in widths.sorted().enumerated() {
            most = left / Double(widths.count - index)
            if width > most { break }
            left -= width
        }
        return widths.map { min($0, most) }
    }

    private static func longestWord(of table: Table, _ index: Int, _ flow: PDFFlow) throws(PaperError) -> Double {
        var words = Set<String>()
        for row in table.rows where row.cells.indices.contains(index) {
            words.insert(longest(row.cells[index].text.runsOnPaper))
        }
        var width = try flow.set(longest(table.columns[index].title.runsOnPaper), PDFStyle.label.bold).width
        // The longest by their letters are the widest but for a few; more than these few would cost time.
        for word in words.sorted(by: { ($1.utf8.count, $0) < ($0.utf8.count, $1) }).prefix(4) {
            width = max(width, try flow.set(word, PDFStyle.cell).width)
        }
        return width + 0.5
    }

    private static func longest(_ runs: [SetText.Run]) -> String {
        let words = runs.flatMap { run in
            run.isWhole ? [run.text[...]] : run.text.split(whereSeparator: { $0 == " " || $0 == "\n" })
        }
        return words.max { $0.utf8.count < $1.utf8.count }.map(String.init) ?? ""
    }
}
