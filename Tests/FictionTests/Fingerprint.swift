import CaseModel

/// A number that stands for everything in some cases: FNV-1a, 64 bits, over the words and figures in order.
/// Source: IETF draft-eastlake-fnv. (`Hasher` is seeded anew on every run and would not do.)
enum Fingerprint {
    static func of(_ histories: [CaseHistory]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        for history in histories {
            for partner in [history.a, history.b] {
                add("\(partner.name ?? "") \(partner.part) \(partner.birthYear ?? 0) \(partner.objectsToResearch)")
                for words in [partner.profile.birthDate, partner.profile.occupation, partner.profile.background] {
                    add(words ?? "")
                }
                for channel in partner.profile.channels { add("\(channel.value) \(channel.isKnownToOther)") }
            }
            add("\(history.breach.kind) \(history.openedOn) \(history.status) \(history.region ?? "")")
            if let closing = history.closing { add("\(closing.on) \(closing.howItEnded) \(closing.relationship)") }
            for record in history.stages { add("\(record.on) \(record.move.kind) \(record.reason ?? "")") }
            for session in history.sessions {
                add("\(session.at) \(session.state) \(session.minutes) \(session.noteSignedAfterDays ?? -1)")
                add(session.note?.text ?? "")
            }
            for rating in history.ratings { add("\(rating.number) \(rating.by.code) \(rating.value) \(rating.on)") }
            for measure in history.measures {
                add("\(measure.instrument) \(measure.score) \(measure.answers ?? []) \(measure.on)")
            }
            for commitment in history.commitments {
                add("\(commitment.owner) \(commitment.text) \(commitment.agreedOn) \(commitment.reports.map(\.kept))")
            }
            for goal in history.goals {
                add("\(goal.owner) \(goal.words.goal) \(goal.dueOn) \(goal.reviews.map(\.standing))")
            }
            for consent in history.consents { add("\(consent.partner) \(consent.kind) \(consent.instrument ?? "")") }
        }
        return hash
    }
}
