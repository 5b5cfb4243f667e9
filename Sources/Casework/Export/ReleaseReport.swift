import Anonymity

/// What a release is, risks and does not promise: for people, and as JSON for programs.
package struct ReleaseReport: Sendable, Codable {
    /// One column of the file.
    package struct Column: Sendable, Codable {
        package let name: String
        /// `known`, `sensitive` (l and t hold) or `outcome`.
        package let part: String
        /// The level of the whole file, 0 the narrowest; nil where labels differ from class to class.
        package let level: Int?
        package let top: Int?
        /// Of a known column, 0 to 1.
        package let loss: Double?
    }

    /// k, l and t: asked, or reached by the worst class.
    package struct Sensitive: Sendable, Codable {
        package let column: String
        package let distinctAsked: Int
        package let distinctReached: Int
        package let entropyAsked: Double
        package let entropyReached: Double
        package let closenessAsked: Double?
        package let closenessReached: Double
    }

    package struct Bin: Sendable, Codable {
        package let smallest: Int
        package let largest: Int
        package let classes: Int
        package let couples: Int
    }

    package struct Classes: Sendable, Codable {
        package let kAsked: Int
        package let kReached: Int
        package let couples: Int
        /// Couples that might be in the file and are not, for whatever reason.
        package let unreleased: Int
        /// Of them: new couples that no class could take, and that are left out of the file without its circle having
        /// them from an earlier one.
        package let suppressed: Int
        /// Of them: new couples that are too few for a class, or too unlike the rest.
        package let waiting: Int
        package let classes: Int
        package let median: Double
        package let largest: Int
        package let histogram: [Bin]
        /// Sum of squared class sizes.
        package let discernibility: Int
        /// Couples a class / k; 1 is the best there is.
        package let averageClassSize: Double
        package let loss: Double
        package let queryError: Double
    }

    package struct KnownOutcomes: Sendable, Codable {
        package let columns: [String]
        package let alone: Double
        package let average: Double
    }

    /// Probabilities of finding a couple's row.
    package struct Risk: Sendable, Codable {
        package let prosecutor: Double
        package let journalist: Double
        package let marketer: Double
        package let oneOutcomeKnownAsWell: KnownOutcomes?
        package let twoOutcomesKnownAsWell: KnownOutcomes?
        /// 1 / the fewest couples that share any two cells that are not known, with nothing else known.
        package let twoOutcomesAlone: Double?
    }

    /// The differencing test against what the circle of recipients holds.
    package struct Differencing: Sendable, Codable {
        package let newClasses: Int
        package let repeated: Int
        package let refreshed: Int
        package let heldBack: Int
        package let retired: Int
    }

    package struct Earlier: Sendable, Codable {
        package let handle: String
        package let recipient: String
        package let profile: String
        package let deliveredOn: String
        package let rows: Int
    }

    /// Zero-concentrated differential privacy: rho, and the same as (epsilon, delta).
    package struct Budget: Sendable, Codable {
        package let spent: String
        package let epsilon: Double
        package let delta: Double
        package let recipientSpent: String
        package let recipientLeft: String
        package let allSpent: String
        package let allLeft: String
        package let epsilonOfAll: Double
    }

    package struct PublicTable: Sendable, Codable {
        package let name: String
        package let rows: String
        package let columns: String
        package let cells: Int
        package let sensitivity: Int
        package let rho: String?
        package let variance: String?
        /// The half width within which 95 % of the cells are right, before cells below 0 are raised to 0.
        package let within: Int?
        package let withheld: Int?
    }

    package let format: String
    package let handle: String
    package let recipient: String
    package let profile: ReleaseProfile
    package let rule: ReleaseRule
    package let unit: String
    package let adversary: String
    package let columns: [Column]
    package let leftOutColumns: [String]
    package let classes: Classes?
    package let sensitive: [Sensitive]
    package let risk: Risk?
    package let tables: [PublicTable]
    package let differencing: Differencing?
    package let history: [Earlier]
    package let budget: Budget?
    package let notes: [String]
    package let notPromised: [String]
    /// The data, with its SHA-256.
    package let file: ReleasedFile?
}

/// How the promise of a release is kept.
package enum ReleaseRule: String, Sendable, Codable, CaseIterable {
    case classes
    /// Tables with noise from the discrete Gaussian.
    case gaussian
    /// Tables rounded to 5, counts under 10 withheld.
    case tenFive = "ten_five"
}
