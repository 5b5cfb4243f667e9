import CaseModel
import Casework

/// Reads stages as people type them, and says where a move led.
enum StageArgument {
    static func stage(_ number: Int) throws -> Stage {
        guard let stage = Int16(exactly: number).flatMap(Stage.init(rawValue:)) else {
            throw CaseworkError.invalid(field: "--to", "use a stage from 1 to 6")
        }
        return stage
    }

    static func sentence(_ handle: Handle, _ position: StagePosition) -> String {
        "\(handle) is in stage \(position.stage.rawValue), \(position.name), since \(position.since)."
    }
}
