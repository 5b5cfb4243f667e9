import FoundationEssentials
import Paper
import Reports
import TestSupport
import Testing

/// The first page of each specimen against a picture that a person has looked at. `TROTH_WRITE_GOLDEN=1` takes the
/// pictures anew, to be looked at again; `TROTH_LOOK=folder` writes the whole PDF and HTML of each there.
@Suite("A report looks as it did")
struct PictureTests {
    private static let dotsPerInch = 50
    private static var folder: String {
        #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Pictures"
    }

    @Test("the first page", arguments: Specimen.allCases)
    func first(_ specimen: Specimen) async throws {
        let document = try await specimen.document()
        let file = PDFFile(try Press().bytes(of: document, as: .pdf))
        #expect(try file.check() == [])
        let settings = ProcessInfo.processInfo.environment
        if let look = settings["TROTH_LOOK"] {
            for format in [DocumentFormat.pdf, .html, .json] {
                let bytes = try Press().bytes(of: document, as: format)
                let path = "\(look)/\(specimen.rawValue).\(format.fileExtension)"
                try Data(bytes).write(to: URL(filePath: path))
            }
        }
        let path = "\(Self.folder)/\(specimen.rawValue).png"
        let drawn = try file.picture(page: 1, dotsPerInch: Self.dotsPerInch)
        if settings["TROTH_WRITE_GOLDEN"] == "1" { try Data(drawn).write(to: URL(filePath: path)) }
        let known = try [UInt8](Data(contentsOf: URL(filePath: path)))
        let difference = try #require(Self.difference(drawn, known))
        #expect(difference < 0.004, "\(specimen.rawValue): \(difference)")
    }

    @Test("a difference shows: another page, another size")
    func another() async throws {
        let press = Press()
        let summary = PDFFile(try press.bytes(of: try await Specimen.summary.document(), as: .pdf))
        let first = try summary.picture(page: 1, dotsPerInch: Self.dotsPerInch)
        let second = try summary.picture(page: 2, dotsPerInch: Self.dotsPerInch)
        #expect(try #require(Self.difference(first, second)) > 0.004)
        #expect(Self.difference(first, try summary.picture(page: 1, dotsPerInch: 40)) == nil)
    }

    /// The mean difference of all points, from 0 to 1; nil where the sizes differ. A word less on a page is some 0.001.
    private static func difference(_ a: [UInt8], _ b: [UInt8]) -> Double? {
        guard let a = Picture(png: a), let b = Picture(png: b), a.width == b.width, a.height == b.height else {
            return nil
        }
        let sum = zip(a.greys, b.greys).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        return Double(sum) / Double(255 * a.width * a.height)
    }
}
