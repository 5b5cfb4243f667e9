import Testing

/// Signals belong to the whole process, so everything that takes them over is tested one after the other.
@Suite("Ctrl-C, passwords and editors", .serialized)
struct SignalTests {}
