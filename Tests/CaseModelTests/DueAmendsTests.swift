import CaseModel
import Testing

@Suite("What fell due of a commitment")
struct DueAmendsTests {
    private func day(_ number: Int) -> CalendarDate { CalendarDate(dayNumber: 20_000 + number) }

    private func due(
        _ rhythm: Rhythm, agreed: Int = 0, due: Int? = nil, ended: Int? = nil, _ reports: [Int: Bool] = [:],
        from first: Int = 1, through last: Int = 28
    ) -> [Int] {
        var found = DueAmends()
        found.add(
            rhythm, agreedOn: day(agreed), dueOn: due.map(day), endedOn: ended.map(day),
            reports: Dictionary(uniqueKeysWithValues: reports.map { (day($0.key), $0.value) }), from: day(first),
            through: day(last))
        return [found.due, found.kept, found.missed]
    }

    @Test("counts each day of a daily one, and what nobody reported as not kept")
    func daily() {
        #expect(due(.daily) == [28, 0, 0])
        #expect(due(.daily, agreed: 20, [21: true, 22: false, 24: true]) == [8, 2, 1])
        #expect(due(.daily, agreed: -50, [0: true, 1: true, 29: true]) == [28, 1, 0])
        // ended on a day: nothing falls due from then on; nor after the last day
        #expect(due(.daily, ended: 6) == [5, 0, 0])
        #expect(due(.daily, due: 6) == [6, 0, 0])
        #expect(due(.daily, ended: 6, [6: true]) == [6, 1, 0])
        // the day of the agreement counts once it is reported
        #expect(due(.daily, agreed: 28) == [0, 0, 0] && due(.daily, agreed: 28, [28: false]) == [1, 0, 1])
    }

    @Test("counts every seventh day of a weekly one, and takes the last report of its seven days")
    func weekly() {
        #expect(due(.weekly) == [4, 0, 0])
        #expect(due(.weekly, [3: false, 6: true, 8: true, 14: false]) == [4, 1, 1])
        // a week that is not over counts once it is reported
        #expect(due(.weekly, agreed: 24) == [0, 0, 0])
        #expect(due(.weekly, agreed: 24, [26: true]) == [1, 1, 0])
        #expect(due(.weekly, agreed: -7, ended: 14, [0: true]) == [1, 0, 0])
    }

    @Test("counts one that is done once on its day, and takes the last report whenever it came")
    func once() {
        #expect(due(.once, due: 10) == [1, 0, 0])
        #expect(due(.once, due: 10, [9: false, 15: true]) == [1, 1, 0])
        #expect(due(.once, due: 10, [29: true]) == [1, 0, 0])
        #expect(due(.once, due: 30) == [0, 0, 0] && due(.once, due: 0) == [0, 0, 0])
        #expect(due(.once, due: 10, ended: 5) == [0, 0, 0])
    }

    @Test("gives whole per cent of what was due, rounded half up")
    func percent() {
        var found = DueAmends()
        #expect(found.percent == nil)
        found.add(
            .daily, agreedOn: day(0), dueOn: nil, endedOn: nil,
            reports: Dictionary(uniqueKeysWithValues: (1...7).map { (day($0), true) }),
            from: day(1), through: day(8))
        #expect(found.percent == 88 && found.unreported == 1)
    }
}
