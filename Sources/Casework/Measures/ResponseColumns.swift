import CaseModel

/// Which column of a file of responses is which. The heading is read strictly: a column that is not known is refused,
/// since a misspelt one would change what is compared with what.
struct ResponseColumns {
    enum Answers {
        /// Places of the items, in the items' order.
        case items([Int])
        case score(Int)
    }

    let answers: Answers
    let person: Int?
    let couple: Int?
    let partner: Int?
    let on: Int?

    init(_ header: [String], of instrument: Instrument, file: String) throws(ImportRefusal) {
        var refusal = ImportRefusal(source: file)
        func refuse(_ column: String?, _ rule: String) {
            refusal.add(ImportProblem(line: 1, column: column, rule: rule))
        }
        var places: [String: Int] = [:]
        for (place, column) in header.enumerated() where places.updateValue(place, forKey: column) != nil {
            refuse(column, "a heading that stands there twice; rename one")
        }
        let numbers = (1...instrument.items.count).map(String.init)
        let known = Set(["person", "couple", "partner", "on", "score"] + numbers)
        for column in header where !known.contains(column) {
            refuse(column, "unknown; there are person, couple, partner, on, score, and 1 to \(instrument.items.count)")
        }
        let items = numbers.compactMap { places[$0] }
        switch (items.count, places["score"]) {
        case (instrument.items.count, nil): answers = .items(items)
        case (0, let score?): answers = .score(score)
        default:
            answers = .items([])
            refuse(nil, "give either all items, headed 1 to \(instrument.items.count), or a column score")
        }
        if (places["couple"] == nil) != (places["partner"] == nil) {
            refuse(nil, "couple and partner go together: partner is A or B")
        }
        if places["couple"] != nil, places["person"] != nil {
            refuse("person", "give either person, or couple and partner")
        }
        (person, couple, partner, on) = (places["person"], places["couple"], places["partner"], places["on"])
        guard refusal.isEmpty else { throw refusal }
    }
}
