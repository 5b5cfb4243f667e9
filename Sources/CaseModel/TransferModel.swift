/// Who has a case and who has offered it: a plain model of the rules by which a case goes from one to another.
///
/// `Person` is whatever names people. The database holds the same rules as constraints, policies and in
/// `sql/functions/7_access.sql`, and both are tried against each other.
package struct TransferModel<Person: Hashable & Sendable>: Sendable {
    /// What somebody does about the case.
    package enum Act: Hashable, Sendable {
        case offer(by: Person, to: Person)
        case accept(by: Person), decline(by: Person), withdraw(by: Person)
        /// Everything of one person's goes to another, whoever else agrees.
        case handOver(by: Person, of: Person, to: Person)
    }

    package struct Offer: Hashable, Sendable {
        package let from: Person
        package let to: Person
    }

    /// The primary therapist: exactly one, at every time.
    package private(set) var primary: Person
    /// The one offer that is open.
    package private(set) var offer: Offer?
    private let therapists: Set<Person>
    /// Who may hand over whose caseload.
    private let overseers: [Person: Set<Person>]

    package init(primary: Person, therapists: Set<Person>, overseers: [Person: Set<Person>]) {
        (self.primary, self.therapists, self.overseers) = (primary, therapists, overseers)
    }

    /// Carries the act out, or refuses it and leaves everything as it was.
    package mutating func take(_ act: Act) -> Bool {
        switch act {
        case .offer(let giver, let taker):
            guard giver == primary, taker != giver, offer == nil else { return false }
            offer = Offer(from: giver, to: taker)
        case .accept(let taker):
            guard let open = offer, open.to == taker, open.from == primary, therapists.contains(taker) else {
                return false
            }
            (primary, offer) = (taker, nil)
        case .decline(let taker):
            guard let open = offer, open.to == taker, therapists.contains(taker) else { return false }
            offer = nil
        case .withdraw(let giver):
            guard let open = offer, open.from == giver else { return false }
            offer = nil
        case .handOver(let overseer, let leaver, let taker):
            guard overseers[overseer]?.contains(leaver) == true, leaver == primary, leaver != taker,
                therapists.contains(taker)
            else { return false }
            (primary, offer) = (taker, nil)
        }
        return true
    }
}
