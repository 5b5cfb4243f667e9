import Casework
import Reports

/// What goes with the data of a release: the report for people and programs, the data dictionary and what reads by it, the charts.
enum ReleasePapers {
    static func all(
        _ report: ReleaseReport, _ release: PreparedRelease, _ format: RowsFormat
    ) throws -> [(String, [UInt8])] {
        var papers = [
            ("report.json", try report.fileJSON()),
            ("report.html", Array(ReleasePage(report).html.utf8)),
            ("dictionary.csv", release.dictionary),
            ("charts.html", Array(ReleaseCharts(report, release.chartFigures).html.utf8)),
            ("read.R", Array(ReadingScript.r.utf8)),
            ("read.py", Array(ReadingScript.python.utf8)),
        ]
        if format == .csv, let promise = try release.promise() {
            // the name under which the W3C's CSVW looks for a file's types
            let name = "\(release.fileName)-metadata.json"
            papers.append((name, try ColumnDictionary(promise, name: release.fileName).fileJSON()))
        }
        return papers
    }
}
