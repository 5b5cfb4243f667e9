package import Postgres
package import Sealing

/// What Casework needs from outside: the database, the keyring, the time and chance.
///
/// A value that is passed in, so that every output can be repeated with another clock and another generator.
package struct Environment: Sendable {
    package var database: Database
    package var keyring: Keyring
    package var now: @Sendable () -> Timestamp
    package var random: RandomSource
    /// The cost of new passwords.
    package var passwordCost: ScryptSettings
    /// Where passwords are derived, two at once at most.
    package var derivations: DerivationSlots
    let keys: PracticeKeys
    let uses: LoginUses

    package init(
        database: Database, keyring: Keyring, now: @escaping @Sendable () -> Timestamp,
        random: RandomSource = .system, passwordCost: ScryptSettings = .standard,
        derivations: DerivationSlots = DerivationSlots()
    ) {
        (self.database, self.keyring, self.now, self.random) = (database, keyring, now, random)
        (self.passwordCost, self.derivations) = (passwordCost, derivations)
        keys = PracticeKeys()
        uses = LoginUses()
    }
}

/// A source of random numbers that can be handed around: the system's own, or one that repeats for a demo or a test.
package struct RandomSource: RandomNumberGenerator, Sendable {
    private let draw: @Sendable () -> UInt64

    package init(_ draw: @escaping @Sendable () -> UInt64) {
        self.draw = draw
    }

    package static let system = RandomSource {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }

    package mutating func next() -> UInt64 { draw() }
}
