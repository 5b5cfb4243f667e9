import CaseModel

/// What a couple agreed to at the first session: consents, and the way they prefer to meet.
struct Terms: Sendable {
    let prefersTelehealth: Bool
    let policy: SecretsPolicy
    let policyAcceptedBy: Pair<Bool>

    init(dice: inout Dice) {
        prefersTelehealth = dice.chance(280)
        policy = dice.chance(640) ? .noSecrets : .limitedSecrets
        policyAcceptedBy = Pair(!dice.chance(60), !dice.chance(70))
    }

    var mayBookAlone: Bool { policyAcceptedBy.a && policyAcceptedBy.b }

    func modality(dice: inout Dice) -> Modality {
        dice.chance(prefersTelehealth ? 870 : 80) ? .telehealth : .office
    }

    func consents(on day: CalendarDate, dice: inout Dice) -> [CaseHistory.ConsentRecord] {
        var consents: [CaseHistory.ConsentRecord] = []
        let pays = dice.chance(350)
        let shares = dice.chance(560)
        for partner in Partner.allCases {
            if !dice.chance(15) { consents.append(.init(partner: partner, kind: .treatment, on: day)) }
            if policyAcceptedBy[partner] {
                consents.append(.init(partner: partner, kind: .secretsPolicy, policy: policy, on: day))
            }
            if prefersTelehealth || dice.chance(500) {
                consents.append(.init(partner: partner, kind: .telehealth, on: day))
            }
            if pays { consents.append(.init(partner: partner, kind: .payment, on: day)) }
            guard shares else { continue }
            for instrument in ["CSI-16", "DTS"] where !dice.chance(120) {
                consents.append(.init(partner: partner, kind: .shareScores, instrument: instrument, on: day))
            }
        }
        return consents
    }
}
