package import CaseModel

/// How much of a couple's record is made up.
package enum Detail: Sendable {
    /// Everything, notes included: what the demo shows.
    case full
    /// The same couples without their notes, for benchmarks and large practices.
    case light
}

/// A practice that does not exist: staff and couples as values, made from a seed alone.
///
/// The same seed, day and couple number give the same couple on every machine and in a practice of any size, so a
/// figure of the demo can be looked up again. Nothing is read, and no clock is asked: `today` is the last day on
/// which anything happened; only booked sessions lie on it or after it.
package struct FictionalPractice: Sendable {
    package let seed: UInt64
    package let today: CalendarDate
    package let couples: Int
    /// How many of `staff` treat couples; they follow the admin, in order.
    package let therapists: Int
    package let detail: Detail
    private let isShared: Bool

    /// A practice with `couples` couples. Without a number of therapists the first four share 40 couples and each
    /// later one has 60; then a couple keeps its therapist in a practice of any size. With a number, couples are
    /// dealt out in turn.
    package init(
        seed: UInt64, today: CalendarDate, couples: Int, therapists: Int? = nil, detail: Detail = .full
    ) {
        (self.seed, self.today, self.couples, self.detail) = (seed, today, max(0, couples), detail)
        self.isShared = therapists != nil
        self.therapists = max(1, therapists ?? Self.blocks(for: couples))
    }

    package var practiceName: String { "Harbor Street Couples Counseling" }

    /// IANA name of the time zone that the practice's wall clock shows.
    package var timeZone: String { "America/Los_Angeles" }

    /// The admin first, then those who treat couples: `staff[t + 1]` treats `cases(of: t)`. The front desk last.
    package var staff: [FictionalStaff] {
        [.admin] + (0..<therapists).map(FictionalStaff.therapist) + [.frontDesk]
    }

    /// Who supervises whom, by login: the first therapist the trainees.
    package var supervision: [(supervisor: String, supervisee: String)] {
        staff.filter { $0.duties.contains(.trainee) }.map { (staff[1].login, $0.login) }
    }

    /// The couples of one therapist, each made when it is asked for, so that memory does not grow with their number.
    package func cases(of therapist: Int) -> Caseload {
        if isShared { return Caseload(practice: self, start: therapist, end: couples, step: therapists) }
        let end = min(couples, Self.start(ofBlock: therapist + 1))
        return Caseload(practice: self, start: Self.start(ofBlock: therapist), end: end, step: 1)
    }

    /// Couple number `number`, counted from 0.
    package func couple(_ number: Int) -> CaseHistory {
        let (therapist, place) = whereabouts(of: number)
        var dice = Dice(seed: seed, stream: UInt64(number) &* 2)
        let couple = Couple(today: today, dice: &dice)
        let writer =
            detail == .light
            ? nil
            : NoteWriter(
                couple: couple, habit: .of(therapist: therapist),
                dice: Dice(seed: seed, stream: UInt64(number) &* 2 &+ 1))
        var walk = Walk(couple: couple, slot: WeeklySlot(place: place), today: today, dice: dice, writer: writer)
        return walk.history()
    }

    private func whereabouts(of number: Int) -> (therapist: Int, place: Int) {
        if isShared { return (number % therapists, number / therapists) }
        let block = Self.block(of: number)
        return (block, number - Self.start(ofBlock: block))
    }

    private static let firstBlocks = [0, 11, 19, 31, 40]
    private static let laterBlock = 60

    private static func start(ofBlock block: Int) -> Int {
        block < firstBlocks.count ? firstBlocks[block] : 40 + (block - 4) * laterBlock
    }

    private static func block(of number: Int) -> Int {
        if number >= 40 { return 4 + (number - 40) / laterBlock }
        return (firstBlocks.firstIndex { $0 > number } ?? 4) - 1
    }

    private static func blocks(for couples: Int) -> Int {
        couples <= 0 ? 1 : block(of: couples - 1) + 1
    }
}

/// The couples of one therapist of a fictional practice, made one after the other.
package struct Caseload: Sequence, IteratorProtocol, Sendable {
    private let practice: FictionalPractice
    private let step: Int
    private let end: Int
    private var number: Int

    init(practice: FictionalPractice, start: Int, end: Int, step: Int) {
        (self.practice, self.number, self.end, self.step) = (practice, start, end, step)
    }

    /// How many couples are still to come.
    package var underestimatedCount: Int { number >= end ? 0 : (end - number + step - 1) / step }

    /// The next couple, or nil after the last.
    package mutating func next() -> CaseHistory? {
        guard number < end else { return nil }
        defer { number += step }
        return practice.couple(number)
    }
}
