/// What was done in a session, in a closed list of terms that say nothing of a couple: docs/reference/interventions.md tells
/// what each covers. No term names the breach, a stage, or safety.
package enum Intervention: String, Sendable, CaseIterable, Codable {
    case psychoeducation
    case communicationTraining = "communication_training"
    case problemSolving = "problem_solving"
    case cognitiveRestructuring = "cognitive_restructuring"
    case emotionFocusedWork = "emotion_focused_work"
    case behaviouralExchange = "behavioural_exchange"
    case deEscalation = "de_escalation"
    case selfRegulation = "self_regulation"
    case empathyBuilding = "empathy_building"
    case supportiveCounselling = "supportive_counselling"
    case motivationalWork = "motivational_work"
    case traumaInformedWork = "trauma_informed_work"
    case crisisIntervention = "crisis_intervention"
    case relapsePrevention = "relapse_prevention"
    case betweenSessionTasks = "between_session_tasks"
    case measurementFeedback = "measurement_feedback"
    case treatmentPlanning = "treatment_planning"
    case careCoordination = "care_coordination"

    /// As a document says it.
    package var words: String {
        switch self {
        case .psychoeducation: "Psychoeducation"
        case .communicationTraining: "Communication skills training"
        case .problemSolving: "Problem-solving training"
        case .cognitiveRestructuring: "Cognitive restructuring"
        case .emotionFocusedWork: "Emotion-focused work"
        case .behaviouralExchange: "Behavioural exchange"
        case .deEscalation: "De-escalation of conflict"
        case .selfRegulation: "Self-regulation and relaxation training"
        case .empathyBuilding: "Empathy building"
        case .supportiveCounselling: "Supportive counselling"
        case .motivationalWork: "Motivational interviewing"
        case .traumaInformedWork: "Trauma-informed work"
        case .crisisIntervention: "Crisis intervention"
        case .relapsePrevention: "Relapse prevention"
        case .betweenSessionTasks: "Between-session tasks set or reviewed"
        case .measurementFeedback: "Feedback on measures"
        case .treatmentPlanning: "Treatment planning or review"
        case .careCoordination: "Coordination of care"
        }
    }
}

/// How a partner took part and responded in a session, as the therapist saw it. Its audience is that partner's.
package enum ResponseLevel: String, Sendable, CaseIterable {
    case none, little, some, good

    package var words: String {
        switch self {
        case .none: "no response"
        case .little: "little response"
        case .some: "some response"
        case .good: "good response"
        }
    }
}

/// The risk of a partner in a session, as the therapist judged it; for those who treat the couple, and never for the other.
package enum RiskLevel: String, Sendable, CaseIterable {
    case noneNoted = "none_noted"
    case low, moderate, high

    package var words: String { rawValue.replacing("_", with: " ") }
}
