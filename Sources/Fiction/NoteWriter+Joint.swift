import CaseModel

extension NoteWriter {
    /// A session with both: of the stage's themes, after a setback, or the last one.
    mutating func joint(_ scene: SessionScene) -> NoteDraft {
        var scene = scene
        if scene.moment == .ending { scene.mood = .steady }
        let (bank, scenes) = theme(of: scene)
        let index = fresh(bank, scenes.count)
        let theme = scenes[index]
        let key = "\(bank).\(index)"
        var draft = NoteDraft()
        draft.focus = fill(heading(scene, theme.focus))
        draft.aim = say("aim\(scene.stage.rawValue)", Phrases.aims(scene.stage))
        draft.reported = opening(scene)
        if let setback = scene.setback {
            draft.reported.append(fill(setback.reported + "."))
        } else {
            draft.reported.append(say(key + "R", theme.reported))
        }
        draft.reported += tally(scene.news)
        draft.observed = [setting(scene)]
        if scene.moment != .ending { draft.observed.append(say("observed", Phrases.observation)) }
        if scene.hasQuestionnaires { draft.observed.append(say("forms", Self.questionnaires)) }
        draft.work = [say(key + "W", theme.work)]
        draft.together =
            scene.mood == .worse ? say("together-", Phrases.togetherHard) : say("together", Phrases.together)
        draft.responses[couple.hurt] = response(
            key + "H", theme.hurtMoved, theme.hurtHard, scene, bank: "hurtTail", Phrases.hurtMovedTails,
            Phrases.hurtHardTails)
        draft.responses[couple.involved] = response(
            key + "I", theme.involvedMoved, theme.involvedHard, scene, bank: "involvedTail",
            Phrases.involvedMovedTails, Phrases.involvedHardTails)
        draft.judged = judgment(scene)
        draft.plan = [say(key + "P", theme.plan)]
        draft.agreed = agreements(scene)
        draft.risk = [
            scene.mood == .worse ? say("riskStrained", Phrases.riskStrained) : say("risk", Phrases.riskJoint)
        ]
        draft.next = next(scene)
        return draft
    }

    private func theme(of scene: SessionScene) -> (String, [Scene]) {
        switch scene.moment {
        case .setback: ("setback", Scene.setback)
        case .ending: scene.isParting ? ("endingApart", Scene.endingApart) : ("ending", Scene.ending)
        default:
            scene.isParting ? ("parting", Scene.parting) : ("stage\(scene.stage.rawValue)", Scene.of(scene.stage))
        }
    }

    private func heading(_ scene: SessionScene, _ focus: String) -> String {
        "Stage \(scene.stage.rawValue), \(scene.stage.name): \(focus)."
    }

    private mutating func opening(_ scene: SessionScene) -> [String] {
        var sentences: [String] = []
        if scene.weeksSinceLast > 2 {
            sentences.append("First session after \(Self.number(scene.weeksSinceLast)) weeks.")
        }
        switch scene.mood {
        case .better: sentences.append(say("better", Phrases.better))
        case .steady: sentences.append(say("steady", Phrases.steady))
        case .worse: if scene.setback == nil { sentences.append(say("worse", Phrases.worse)) }
        }
        return sentences
    }

    private mutating func response(
        _ key: String, _ moved: [String], _ hard: [String], _ scene: SessionScene, bank: String, _ movedTails: [String],
        _ hardTails: [String]
    ) -> [String] {
        let odds = scene.mood == .better ? 820 : scene.mood == .steady ? 560 : 260
        let isMoved = dice.chance(odds)
        var sentences = [say(key + (isMoved ? "+" : "-"), isMoved ? moved : hard)]
        if scene.moment != .ending, dice.chance(620) {
            sentences.append(say(bank + (isMoved ? "+" : "-"), isMoved ? movedTails : hardTails))
        }
        return sentences
    }

    /// What was kept and missed, told without taking sides where the two saw it differently.
    private mutating func tally(_ news: AmendsBook.News) -> [String] {
        var sentences: [String] = []
        if let kept = news.kept.first {
            let more = news.kept.count > 1 ? ", among others" : ""
            sentences.append(
                phrase(
                    "kept", ["Kept, by both accounts{more}: to {text}.", "Both report as kept{more}: to {text}."], kept
                )
                .replacing("{more}", with: more))
        }
        if let disputed = news.disputed.first {
            sentences.append(
                phrase(
                    "disputed",
                    [
                        "Seen differently: to {text}. Kept in the owner's view, not in the other's.",
                        "No agreement on whether this was kept: to {text}. Both views were recorded.",
                    ], disputed))
        }
        if let missed = news.missed.first {
            sentences.append(
                phrase(
                    "missed",
                    [
                        "Not kept this time: to {text}.", "One commitment was missed: to {text}.",
                        "Left undone: to {text}.",
                    ],
                    missed))
        }
        return sentences
    }

    private mutating func phrase(_ bank: String, _ forms: [String], _ mention: AmendsBook.Mention) -> String {
        forms[fresh(bank, forms.count)].replacing("{text}", with: mention.text)
    }

    private mutating func judgment(_ scene: SessionScene) -> [String] {
        if scene.moment == .ending {
            return [scene.isParting ? say("endedApart", Self.endedApart) : say("ended", Self.ended)]
        }
        var sentences: [String] = []
        switch scene.mood {
        case .better:
            sentences = [standing(scene, isGood: true), say("judged+", Phrases.assessBetter)]
        case .steady:
            sentences = [standing(scene, isGood: dice.chance(600)), say("judged=", Phrases.assessSteady)]
        case .worse:
            sentences = [say("judged-", Phrases.assessWorse), standing(scene, isGood: false)]
        }
        if scene.setback != nil { sentences.append(say("returned", Self.returned)) }
        if let stage = scene.movedTo {
            sentences.append(
                say("moved", Self.moved).replacing("{stage}", with: "stage \(stage.rawValue), \(stage.name)"))
        }
        return sentences
    }

    private mutating func standing(_ scene: SessionScene, isGood: Bool) -> String {
        if scene.isParting { return say("partingStanding\(isGood)", isGood ? Self.partingGood : Self.partingHard) }
        let bank = "standing\(scene.stage.rawValue)\(isGood)"
        return say(bank, Phrases.standing(scene.stage, isGood: isGood))
    }

    private mutating func agreements(_ scene: SessionScene) -> [String] {
        var sentences = scene.agreed.map { mention in
            let rhythm = mention.owner == .both ? "Both will " : "\(name(of: mention.owner)) will "
            return rhythm + mention.text + "."
        }
        if let goal = scene.newGoals.first {
            sentences.append(
                "\(Self.number(scene.newGoals.count).capitalizedFirst) goals were set down, the first of them: "
                    + "\(goal.goal.loweredFirst) (measured by: \(goal.measure.loweredFirst); target: "
                    + "\(goal.target.loweredFirst)).")
        }
        sentences += reviews(scene.reviewed)
        if sentences.isEmpty { sentences.append(say("unchanged", Self.unchanged)) }
        return sentences
    }

    private func reviews(_ goals: [CaseHistory.GoalRecord]) -> [String] {
        var counts = [0, 0, 0]
        for goal in goals {
            switch goal.reviews.last?.standing {
            case .reached: counts[0] += 1
            case .onTrack: counts[1] += 1
            case .behind: counts[2] += 1
            case .dropped, nil: break
            }
        }
        let parts = zip(counts, ["reached", "on track", "behind"]).filter { $0.0 > 0 }
            .map { "\(Self.number($0.0)) \($0.1)" }
        return parts.isEmpty ? [] : ["Goals reviewed: \(parts.joined(separator: ", "))."]
    }

    private func name(of owner: Owner) -> String {
        owner == .b ? couple.people.b.given : couple.people.a.given
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
    var loweredFirst: String { prefix(1).lowercased() + dropFirst() }
}
