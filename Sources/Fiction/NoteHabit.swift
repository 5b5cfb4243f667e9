import CaseModel

/// The format that a therapist writes in by habit, and how often another one is used.
struct NoteHabit: Sendable {
    let usual: NoteFormat

    static func of(therapist: Int) -> NoteHabit {
        let cycle: [NoteFormat] = [.soap, .dap, .soap, .birp, .girp, .soap, .free, .soap]
        return NoteHabit(usual: cycle[therapist % cycle.count])
    }

    func format(isCall: Bool, dice: inout Dice) -> NoteFormat {
        if isCall, dice.chance(600) { return .free }
        if dice.chance(840) { return usual }
        return dice.pick([(.soap, 40), (.dap, 20), (.birp, 10), (.girp, 15), (.free, 15)])
    }
}
