/// How many connections a `Database` keeps, for how long, and how long a caller waits for one.
package struct PoolSettings: Sendable {
    /// The most connections that are open at one time; at least 1.
    package var maximum: Int
    /// How long a caller waits for a connection before it gets an error of kind `pool`.
    package var waitLimit: Duration
    /// The age at which a connection is replaced, so that a server's memory and an old address are let go of.
    package var maximumLifetime: Duration

    /// Settings; the defaults suit one program on one machine.
    package init(
        maximum: Int = 4, waitLimit: Duration = .seconds(10), maximumLifetime: Duration = .seconds(1800)
    ) {
        self.maximum = max(1, maximum)
        self.waitLimit = waitLimit
        self.maximumLifetime = maximumLifetime
    }
}
