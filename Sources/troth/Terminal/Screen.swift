import FoundationEssentials
import Glibc

/// What is on the other side of an output: how wide it is, and what it can draw.
///
/// A value, decided once from the descriptor and the environment, so that every renderer is a pure function of it.
package struct Screen: Sendable, Equatable {
    /// False for a pipe or a file: no colours, no truncation, no progress bar.
    package var isTerminal: Bool
    /// Cells in a line; nil when lines may be of any length.
    package var columns: Int?
    /// Whether the locale is UTF-8; else ornaments are ASCII.
    package var isUnicode: Bool
    /// Whether styles become escape sequences.
    package var hasColour: Bool
    /// Whether the cursor obeys escape sequences (a terminal other than TERM=dumb).
    package var hasCursor: Bool

    /// The width that pictures take when there is no terminal to ask.
    package static let defaultColumns = 80

    /// What holds for `descriptor`, which has `measuredColumns` if the kernel knows (nil when it does not).
    ///
    /// COLUMNS wins over the kernel, as in ls and git; NO_COLOR counts when it is set and not empty (no-color.org);
    /// the locale is the first of LC_ALL, LC_CTYPE and LANG that is not empty (POSIX, 8.2).
    package init(
        isTerminal: Bool, measuredColumns: Int? = nil, environment: [String: String], noColor: Bool = false
    ) {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        self.isTerminal = isTerminal
        let asked = value("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        columns = isTerminal ? asked ?? measuredColumns ?? Self.defaultColumns : nil
        let locale = (value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG") ?? "").lowercased()
        isUnicode = locale.contains("utf-8") || locale.contains("utf8")
        hasCursor = isTerminal && value("TERM") != nil && value("TERM") != "dumb"
        hasColour = hasCursor && value("NO_COLOR") == nil && !noColor
    }

    /// The screen behind standard output.
    package static func standardOutput(noColor: Bool = false) -> Screen {
        of(descriptor: STDOUT_FILENO, noColor: noColor)
    }

    /// The screen behind standard error, where progress and warnings go.
    package static func standardError(noColor: Bool = false) -> Screen {
        of(descriptor: STDERR_FILENO, noColor: noColor)
    }

    private static func of(descriptor: Int32, noColor: Bool) -> Screen {
        let isTerminal = isatty(descriptor) == 1
        return Screen(
            isTerminal: isTerminal, measuredColumns: isTerminal ? measure(descriptor) : nil,
            environment: ProcessInfo.processInfo.environment, noColor: noColor)
    }

    private static func measure(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
