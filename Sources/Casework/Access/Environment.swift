import Anonymity
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
    let holders: KnownHolders

    package init(
        database: Database, keyring: Keyring, now: @escaping @Sendable () -> Timestamp,
        random: RandomSource = .system, passwordCost: ScryptSettings = .standard,
        derivations: DerivationSlots = DerivationSlots()
    ) {
        (self.database, self.keyring, self.now, self.random) = (database, keyring, now, random)
        (self.passwordCost, self.derivations) = (passwordCost, derivations)
        keys = PracticeKeys()
        uses = LoginUses()
        holders = KnownHolders()
    }
}

extension RandomSource {
    /// The same numbers for whoever needs many: the system's are drawn a page at a time.
    var forMany: any RandomNumberGenerator { isSystem ? SystemEntropy() : self }
}

/// A source of random numbers that can be handed around: the system's own, or one that repeats for a demo or a test.
package struct RandomSource: RandomNumberGenerator, Sendable {
    private let draw: @Sendable () -> UInt64
    /// Whether it is the system's own.
    let isSystem: Bool

    package init(_ draw: @escaping @Sendable () -> UInt64) {
        self.init(isSystem: false, draw)
    }

    private init(isSystem: Bool, _ draw: @escaping @Sendable () -> UInt64) {
        (self.isSystem, self.draw) = (isSystem, draw)
    }

    package static let system = RandomSource(isSystem: true) {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }

    package mutating func next() -> UInt64 { draw() }
}
