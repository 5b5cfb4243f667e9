package import CaseModel

/// A file of responses, scored against a definition alone: no database, so that anyone can check a published table.
package struct ScoredResponses: Sendable {
    /// One line of the file.
    package struct Row: Sendable {
        /// The line of the file, from 1.
        package let line: Int
        /// The person, or the couple, as the file names them; nil where it names neither.
        package let name: String?
        package let partner: Partner?
        package let on: CalendarDate?
        package let score: Int
        package let subscores: [(name: String, score: Int?)]
        package let isDistressed: Bool?
        /// The person's first score; nil for the first, and where the file names nobody.
        package fileprivate(set) var first: Int?
        package fileprivate(set) var change: ChangeClass?
        /// The person was on the well side of the cutoff at the first score.
        package fileprivate(set) var wasNotDistressedAtStart: Bool?
        /// What the last scores of both partners come to; on each partner's last row.
        package fileprivate(set) var couple: CoupleChange?

        package var difference: Int? { first.map { score - $0 } }
    }

    package let definition: InstrumentDefinition
    /// In the order of the file.
    package private(set) var rows: [Row] = []

    /// RC of Jacobson and Truax: the difference in standard errors of a difference. Nil without spread and reliability.
    package func index(_ row: Row) -> Double? {
        guard let difference = row.difference, let deviation = definition.standardDeviation,
            let reliability = definition.reliability, reliability < 1
        else { return nil }
        return Double(difference)
            / Instrument.standardErrorOfDifference(standardDeviation: deviation, reliability: reliability)
    }

    /// Scores every line; a change is judged against the person's first score, by the day where there is one.
    ///
    /// - Throws: `CaseworkError` with the lines that are wrong; nothing is scored then.
    package init(_ source: any ByteSource, definition: InstrumentDefinition) throws(CaseworkError) {
        self.definition = definition
        do {
            try read(source)
        } catch let refusal as ImportRefusal {
            throw CaseworkError(refusal, doing: "scored")
        } catch let error as CaseworkError {
            throw error
        } catch {
            throw .internal(String(describing: type(of: error)))
        }
        judge()
    }

    private mutating func read(_ source: any ByteSource) throws {
        var table = try CSVTable(source)
        let columns = try ResponseColumns(table.header, of: definition.instrument, file: source.name)
        var refusal = ImportRefusal(source: source.name)
        reading: while true {
            do {
                guard let record = try table.next() else { break reading }
                rows.append(try row(record, columns))
            } catch let problem as ImportProblem {
                refusal.add(problem)
            } catch let end as ImportRefusal {
                for problem in end.problems { refusal.add(problem, stopping: true) }
                break reading
            }
        }
        guard refusal.isEmpty else { throw refusal }
    }

    private func row(_ record: CSVRecord, _ columns: ResponseColumns) throws(ImportProblem) -> Row {
        func problem(_ column: String?, _ rule: String) -> ImportProblem {
            ImportProblem(line: record.line, column: column, rule: rule)
        }
        func number(_ place: Int, _ column: String) throws(ImportProblem) -> Int? {
            let text = record[place]
            if text.isEmpty { return nil }
            guard let number = Int(text) else { throw problem(column, "no whole number") }
            return number
        }
        let instrument = definition.instrument
        let score: Int
        var subscores: [(name: String, score: Int?)] = []
        do {
            switch columns.answers {
            case .items(let places):
                var answers: [Int?] = []
                for (item, place) in places.enumerated() { answers.append(try number(place, "\(item + 1)")) }
                score = try instrument.score(answers)
                subscores = try instrument.subscores(answers)
            case .score(let place):
                guard let given = try number(place, "score") else { throw problem("score", "empty") }
                try instrument.check(score: given)
                score = given
            }
        } catch let refusal as Instrument.Refusal {
            throw problem(nil, refusal.advice(instrument))
        } catch let problem as ImportProblem {
            throw problem
        } catch {
            throw problem(nil, "it cannot be scored")
        }
        var day: CalendarDate?
        if let on = columns.on {
            day = CalendarDate(record[on])
            if day == nil { throw problem("on", "no day that exists; write it as YYYY-MM-DD") }
        }
        let partner = columns.partner.map { Partner(rawValue: record[$0]) }
        if let partner, partner == nil { throw problem("partner", "partner is A or B") }
        let name = (columns.couple ?? columns.person).map { record[$0] }
        if name?.isEmpty == true { throw problem(columns.couple == nil ? "person" : "couple", "empty") }
        return Row(
            line: record.line, name: name, partner: partner ?? nil, on: day, score: score, subscores: subscores,
            isDistressed: instrument.isDistressed(score))
    }

    private struct Person: Hashable {
        let name: String
        let partner: Partner?
    }

    private mutating func judge() {
        var series: [Person: [Int]] = [:]
        for (index, row) in rows.enumerated() {
            guard let name = row.name else { continue }
            series[Person(name: name, partner: row.partner), default: []].append(index)
        }
        var lasts: [Person: Int] = [:]
        for (person, own) in series {
            let ordered = own.sorted { (rows[$0].on?.dayNumber ?? 0, $0) < (rows[$1].on?.dayNumber ?? 0, $1) }
            let first = rows[ordered[0]]
            for index in ordered.dropFirst() {
                rows[index].first = first.score
                rows[index].change = definition.instrument.change(from: first.score, to: rows[index].score)
                rows[index].wasNotDistressedAtStart = first.isDistressed.map { !$0 }
            }
            lasts[person] = ordered.last
        }
        for (person, last) in lasts {
            guard let partner = person.partner, let own = rows[last].change,
                let others = lasts[Person(name: person.name, partner: partner.other)].flatMap({ rows[$0].change })
            else { continue }
            rows[last].couple = CoupleChange(own, others)
        }
    }
}
