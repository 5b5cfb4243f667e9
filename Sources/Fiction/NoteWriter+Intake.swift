import CaseModel

extension NoteWriter {
    /// The first session with both.
    mutating func intake(_ scene: SessionScene) -> NoteDraft {
        var draft = NoteDraft()
        draft.focus = "First session: getting to know the couple and their concern."
        draft.aim = say("intakeAim", Self.intakeAims)
        draft.reported = [who(), came(), state()]
        if couple.isMutual {
            draft.reported.append(
                "Each described having broken the other's trust in the past; the more recent breach comes first."
            )
        }
        draft.reported += [say("hopeH", Self.hurtHopes), say("hopeI", Self.involvedHopes)]
        draft.observed = [
            setting(scene), say("intakeSeen", Self.intakeObserved), "Questionnaires filled in by both, each apart.",
        ]
        draft.work = [say("intakeWork", Self.intakeWork), say("intakeFrame", Self.intakeFrame)]
        draft.together = say("intakeTogether", Self.intakeTogether)
        draft.responses[couple.hurt] = [say("intakeH", Self.intakeHurt)]
        draft.responses[couple.involved] = [say("intakeI", Self.intakeInvolved)]
        draft.judged = [say("intakeJudged", Self.intakeJudged)]
        draft.plan = [
            scene.leadsToTalksAlone
                ? "One session with each partner alone, as with every couple, then joint sessions weekly."
                : "Joint sessions weekly to begin with."
        ]
        draft.agreed = [say("intakeAgreed", Self.intakeAgreed)]
        if !scene.isPolicyAccepted {
            draft.agreed.append("The secrets policy was explained; one signature is still open.")
        }
        draft.risk = [say("risk", Phrases.riskJoint)]
        draft.next = next(scene)
        return draft
    }

    private func who() -> String {
        let names = "\(couple.people.a.given) and \(couple.people.b.given)"
        let family: String =
            switch couple.children {
            case 0: "without children"
            case 1: "parents of one child"
            default: "parents of \(Self.number(couple.children)) children"
            }
        return "\(names), a couple since \(couple.togetherSince) and \(family), came for a first session."
    }

    private func came() -> String {
        let when = couple.breach.month.map { " in \(Self.months[$0.month - 1]) \($0.year)" } ?? ""
        let long = couple.story.long
        let phrase: String =
            switch couple.breach.cameToLight {
            case .found: "{H} found out\(when) about \(long)."
            case .told: "{I} told {H}\(when) about \(long)."
            case .suspected: "After months of suspicion on {Hname} side, {I} confirmed\(when) what it was: \(long)."
            case .unknown: "The occasion is \(long); how it came to light will be talked about later."
            }
        return Prose.fill(phrase, couple: couple)
    }

    private mutating func state() -> String {
        switch couple.breach.state {
        case .ended: say("stateEnded", Self.stateEnded)
        case .ongoing: say("ongoing", Self.stateOngoing)
        case .unknown: say("unknown", Self.stateUnknown)
        }
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
