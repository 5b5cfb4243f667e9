import CaseModel
import Casework
import FoundationEssentials
import Glibc
import Reports

/// What this machine keeps of a schedule: the secret that begins its runs, and where the documents go. Paths and the secret
/// are nowhere else; the file is its owner's alone (0600).
struct ScheduleFile {
    let handle: String
    let report: BatchReport
    let secret: [UInt8]
    let first: CalendarDate
    let last: CalendarDate
    let out: String
    let template: String?

    init(
        handle: String, report: BatchReport, secret: [UInt8], first: CalendarDate, last: CalendarDate, out: String,
        template: String?
    ) {
        (self.handle, self.report, self.secret) = (handle, report, secret)
        (self.first, self.last) = (first, last)
        (self.out, self.template) = (Self.absolute(out), template.map(Self.absolute))
    }

    /// All of this machine, by handle.
    static func all(_ home: Home) throws -> [ScheduleFile] {
        guard access(home.schedules, F_OK) == 0 else { return [] }
        return try RunFolder.names(in: home.schedules).compactMap { name in
            guard let handle = Handle(name, .reportSchedule)?.description, handle == name else { return nil }
            let path = "\(home.schedules)/\(name)"
            guard let text = try PrivateFile.read(path), let file = ScheduleFile(handle: handle, reading: text) else {
                throw FileError(path: path, reason: .other(errno: EBADMSG))
            }
            return file
        }
    }

    private init?(handle: String, reading text: String) {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let pair = line.split(separator: " ", maxSplits: 1).map(String.init)
            if pair.count == 2 { values[pair[0]] = pair[1] }
        }
        guard let report = values["report"].flatMap(BatchReport.init),
            let secret = values["secret"].flatMap(Self.bytes),
            let first = values["from"].flatMap({ CalendarDate($0) }),
            let last = values["until"].flatMap({ CalendarDate($0) }),
            let out = values["out"]
        else { return nil }
        self.init(
            handle: handle, report: report, secret: secret, first: first, last: last, out: out,
            template: values["template"])
    }

    func write(_ home: Home) throws {
        if mkdir(home.schedules, 0o700) != 0, errno != EEXIST { throw FileError(path: home.schedules, errno: errno) }
        var text = """
            report \(report.rawValue)
            secret \(HexText.of(secret))
            from \(first)
            until \(last)
            out \(out)

            """
        if let template { text += "template \(template)\n" }
        try SafeFile.write(text.utf8, to: "\(home.schedules)/\(handle)", replacing: true)
    }

    static func remove(_ handle: String, _ home: Home) {
        unlink("\(home.schedules)/\(handle)")
    }

    /// The months that are over everywhere on `today`, in order: the last one that ended counts from the second day of the
    /// next month on.
    func monthsOver(on today: CalendarDate) -> [CalendarDate] {
        var months: [CalendarDate] = []
        var month = first
        while month <= last, month.nextMonth.adding(days: 1) <= today {
            months.append(month)
            month = month.nextMonth
        }
        return months
    }

    /// Where the documents of a month go.
    func folder(of month: CalendarDate) -> String { "\(out)/\(report.rawValue)-\(MonthText.of(month))" }

    /// The 32 bytes that 64 hexadecimal digits write; nil for anything else.
    private static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
        guard digits.count == 64, text.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }

    /// The timer runs elsewhere than the person who granted it.
    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
