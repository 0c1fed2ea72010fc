namespace LeadScoring.Tests.Import;

/// <summary>Workbooks of Excel: read as what their cells show, or named as what they are.</summary>
public sealed class WorkbookImportTests
{
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly DateTime Day = new(2027, 12, 31, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly ImportApp _import = new();

    [Theory]
    [InlineData(Sheet)]
    [InlineData("text/csv")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task The_first_sheet_is_read_under_whatever_name_it_is_sent(string? type)
    {
        var file = Workbook.Of(
            ["E-Mail", "Jobtitel", "Number of employees", "Renewal", "Call", "Consent", "Share"],
            ["ann@acme.example", "VP & more", 1200, Day, Day.AddHours(14.5), true, 0.25],
            [null, null, null, null, null, null, null],
            ["nobody", "x", null, null, null, null, null]);

        var (status, report) = await _import.Post(file, "", type);

        Assert.Equal((202, (2, 1, 0, 1)), (status, ImportApp.Counts(report)));
        Assert.Equal([(4, "E-Mail", "LS-EVENT-005")], ImportApp.Errors(report));
        var profile = Assert.Single(_import.Hooks.Events).Event.Profile;
        Assert.Equal(
            ("VP & more", "1200", "2027-12-31", "2027-12-31T14:30:00Z", "true", "0.25"),
            (profile["jobtitel"].Text, profile["employees"].Text, profile["renewal"].Text, profile["call"].Text, profile["consent"].Text, profile["share"].Text));
    }

    [Fact]
    public async Task The_same_workbook_again_changes_nothing()
    {
        var file = Workbook.Of(["Email", "Company"], ["ann@acme.example", "Acme"]);
        await _import.Post(file, "", Sheet);
        var (_, again) = await _import.Post(file, "", Sheet);

        Assert.Equal((1, 0, 1, 0), ImportApp.Counts(again));
    }

    [Fact]
    public async Task Rows_above_the_names_that_are_empty_are_passed_over()
    {
        var (status, report) = await _import.Post(Workbook.Of([null, null], [null, "Email"], [null, "ann@acme.example"]), "", Sheet);

        Assert.Equal((202, (1, 1, 0, 0)), (status, ImportApp.Counts(report)));
    }

    public static TheoryData<string, byte[], string> Broken() => new()
    {
        { "an archive of something else", Workbook.Archive("leads.csv", "email\nann@acme.example\n"), "not a workbook" },
        { "an archive that is cut", Workbook.Of(["Email"], ["ann@acme.example"])[..400], "not a workbook" },
        { "a sheet that is not XML", Workbook.Archive("xl/workbook.xml", "<workbook"), "not a workbook" },
        { "a sheet with definitions", Workbook.WithSheet("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>"), "not a workbook" },
        { "Excel 97", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "Excel 97 to 2003" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_not_a_workbook_that_can_be_read_is_named(string what, byte[] file, string detail)
    {
        var (status, problem) = await _import.Post(file);

        Assert.Equal((what, 400, "LS-IMPORT-015"), (what, status, problem.GetProperty("code").GetString()));
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_import.Hooks.Events);
    }
}
