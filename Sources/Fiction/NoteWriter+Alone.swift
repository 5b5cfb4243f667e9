import CaseModel

extension NoteWriter {
    /// A talk with one partner; the note is that partner's, so it says nothing the other told alone.
    mutating func alone(_ partner: Partner, _ scene: SessionScene, isFirst: Bool) -> NoteDraft {
        let isHurt = partner == couple.hurt
        let bank = (isFirst ? "screening" : "alone") + (isHurt ? "H" : "I")
        let scenes =
            switch (isFirst, isHurt) {
            case (true, true): Scene.hurtScreening
            case (true, false): Scene.involvedScreening
            case (false, true): Scene.hurtAlone
            case (false, false): Scene.involvedAlone
            }
        var draft = single(partner, scene, bank: bank, scenes)
        draft.focus = "Individual session: \(draft.focus)."
        draft.aim = isFirst ? "Getting to know each partner apart; safety." : "Support between joint sessions."
        draft.judged = [
            say("judgedAlone\(partner)\(isFirst)", isFirst ? Self.firstAlone : Self.laterAlone, alone: partner)
        ]
        if !scene.isPolicyAccepted {
            draft.agreed = ["No secrets policy on file from both partners; to be settled next."]
        }
        draft.risk = [say("riskAlone\(partner)", Phrases.riskAlone, alone: partner)]
        draft.next = ["Joint session next, both partners; date is in the calendar."]
        return draft
    }

    /// A joint session that one partner attended.
    mutating func cameAlone(_ partner: Partner, _ scene: SessionScene) -> NoteDraft {
        var draft = single(partner, scene, bank: "cameAlone", Scene.cameAlone)
        draft.focus = "Stage \(scene.stage.rawValue), \(scene.stage.name): \(draft.focus)."
        draft.aim = say("aim\(scene.stage.rawValue)", Phrases.aims(scene.stage))
        draft.judged = [say("judgedCame", Self.oneCame, alone: partner)]
        draft.risk = [say("riskAlone\(partner)", Phrases.riskAlone, alone: partner)]
        draft.next = ["Both partners, in one week, at the usual time."]
        return draft
    }

    private mutating func single(
        _ partner: Partner, _ scene: SessionScene, bank: String, _ scenes: [Scene]
    ) -> NoteDraft {
        let index = fresh(bank, scenes.count)
        let theme = scenes[index]
        let key = "\(bank).\(index).\(partner)"
        let isMoved = dice.chance(scene.mood == .worse ? 400 : 600)
        var draft = NoteDraft()
        draft.focus = theme.focus
        draft.reported = [
            say(key + "R", theme.reported, alone: partner), say("state\(partner)", Self.stateAlone, alone: partner),
        ]
        draft.observed = [
            setting(scene, alone: partner), say("seen\(partner)", Self.observedAlone, alone: partner),
        ]
        draft.work = [say(key + "W", theme.work, alone: partner)]
        draft.together = say("togetherAlone", Self.tookPart, alone: partner)
        draft.responses[partner] = [
            say(key + (isMoved ? "+" : "-"), isMoved ? theme.hurtMoved : theme.hurtHard, alone: partner)
        ]
        draft.plan = [say(key + "P", theme.plan, alone: partner)]
        return draft
    }

    /// A telephone contact with one partner.
    mutating func phone(_ partner: Partner, _ call: SessionScene.Call) -> NoteDraft {
        let (reported, work, response, judged, plan, risk) =
            switch call {
            case .setback:
                (
                    Self.callSetback, Self.callSetbackWork, Self.callSetbackResponse, Self.callJudged, Self.callPlan,
                    Self.callRisk
                )
            case .care:
                (
                    Self.callCare, Self.callCareWork, Self.callCareResponse, Self.callCareJudged, Self.callCarePlan,
                    Self.callCareRisk
                )
            case .withdrawal:
                (
                    Self.callEnd, Self.callEndWork, Self.callEndResponse, Self.callEndJudged, Self.callEndPlan,
                    Self.callRisk
                )
            }
        let bank = "call\(call)\(partner)"
        var draft = NoteDraft()
        draft.focus = "Telephone contact with \(couple.people[partner].given)."
        draft.aim = "To reach \(couple.people[partner].given) between sessions."
        draft.reported = [say(bank + "R", reported, alone: partner)]
        draft.observed = [say(bank + "O", Self.callObserved, alone: partner)]
        draft.work = [say(bank + "W", work, alone: partner)]
        draft.together = say(bank + "T", Self.tookPart, alone: partner)
        draft.responses[partner] = [say(bank + "H", response, alone: partner)]
        draft.judged = [say(bank + "J", judged, alone: partner)]
        draft.plan = [say(bank + "P", plan, alone: partner)]
        draft.risk = [say(bank + "K", risk, alone: partner)]
        return draft
    }
}
