import CaseModel

/// Writes the notes of one couple in the manner of one therapist, and never uses a phrase twice while others are left.
struct NoteWriter: Sendable {
    let couple: Couple
    let habit: NoteHabit
    var dice: Dice
    private var drawn: [String: Bag] = [:]

    /// What was drawn from one bank since it was last full.
    private struct Bag: Sendable {
        var used: [Bool]
        var last: Int
    }

    init(couple: Couple, habit: NoteHabit, dice: Dice) {
        (self.couple, self.habit, self.dice) = (couple, habit, dice)
    }

    /// The note of one session.
    mutating func note(of scene: SessionScene) -> NoteBody {
        var isCall = false
        let draft: NoteDraft
        switch scene.moment {
        case .intake: draft = intake(scene)
        case .screening(let partner): draft = alone(partner, scene, isFirst: true)
        case .individual(let partner): draft = alone(partner, scene, isFirst: false)
        case .cameAlone(let partner): draft = cameAlone(partner, scene)
        case .phone(let partner, let call):
            isCall = true
            draft = phone(partner, call)
        case .ordinary, .setback, .ending: draft = joint(scene)
        }
        return draft.body(
            habit.format(isCall: isCall, dice: &dice), names: Pair(couple.people.a.given, couple.people.b.given))
    }

    /// Days from a session to the signature: mostly within 72 hours, now and then late; nil while the note is a draft.
    mutating func signedAfter(_ day: Int, today: Int) -> Int? {
        let days = dice.pick([(0, 48), (1, 28), (2, 12), (3, 5), (dice.between(4...12), 7)])
        if day >= today - 6, dice.chance(190) { return nil }
        return min(days, today - day)
    }

    /// One of `lines` that was not used since all of them were, filled in for this couple.
    mutating func say(_ bank: String, _ lines: [String], alone: Partner? = nil) -> String {
        fill(lines[fresh(bank, lines.count)], alone: alone)
    }

    /// The index of one of `count` entries, each once before any comes again, and none twice in a row.
    mutating func fresh(_ bank: String, _ count: Int) -> Int {
        var bag = drawn[bank] ?? Bag(used: [], last: 0)
        if bag.used.count != count || !bag.used.contains(false) {
            let isRefilled = bag.used.count == count && count > 1
            bag.used = [Bool](repeating: false, count: count)
            if isRefilled { bag.used[bag.last] = true }
        }
        var index = dice.below(count)
        while bag.used[index] { index = (index + 1) % count }
        bag.used[index] = true
        bag.last = index
        drawn[bank] = bag
        return index
    }

    mutating func fill(_ phrase: String, alone: Partner? = nil) -> String {
        let (couple, words) = (couple, couple.words)
        return Prose.fill(phrase, couple: couple, alone: alone) { name in
            switch name {
            case "breach": couple.story.short
            case "trigger": words.triggers[fresh("trigger", words.triggers.count)]
            case "openness": words.openness[fresh("openness", words.openness.count)]
            case "root": words.roots[fresh("root", words.roots.count)]
            default: "{\(name)}"
            }
        }
    }
}
