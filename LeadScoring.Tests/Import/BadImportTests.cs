using System.Text;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Import;

namespace LeadScoring.Tests.Import;

/// <summary>Broken files: what is wrong is named with its line, and costs no other row.</summary>
public sealed class BadImportTests
{
    private const string Good = "ann@acme.example,Acme\n";

    private readonly ImportApp _import = new();

    /// <summary>A bad row below the names and a good row, its column and its code.</summary>
    public static TheoryData<string, string?, string> Rows => new()
    {
        { "ann at acme,Acme", "email", "LS-EVENT-005" },
        { ",Acme", null, "LS-IMPORT-011" },
        { "bob@acme.example,Acme,more", null, "LS-IMPORT-010" },
        { "bob@acme.example,12\" screen", null, "LS-IMPORT-009" },
        { "bob@acme.example,\"Acme\" Inc.", null, "LS-IMPORT-009" },
        { "bob@acme.example,a\0b", "company", "LS-EVENT-012" },
        { $"bob@acme.example,{new string('x', 32 * 1024 + 1)}", "company", "LS-EVENT-010" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_bad_row_is_named_and_kept_and_the_others_are_imported(string row, string? column, string code)
    {
        var (status, report) = await _import.Post($"email,company\n{Good}{row}\n\"eve@acme.example\",\"Acme\nInc.\"\n,\nzoe@acme.example,Acme\n");

        Assert.Equal((202, (4, 3, 0, 1)), (status, ImportApp.Counts(report)));
        Assert.Equal([(3, column, code)], ImportApp.Errors(report));
        Assert.Equal([code], _import.Hooks.Rejected);
    }

    [Fact]
    public async Task Line_numbers_of_errors_are_those_of_the_file()
    {
        var (_, report) = await _import.Post("sep=,\nemail,company\n\"ann@acme.example\",\"a\nb\nc\"\n\n,\nnobody,Acme\n");

        Assert.Equal([(8, "email", "LS-EVENT-005")], ImportApp.Errors(report));
    }

    [Fact]
    public async Task Bytes_of_a_code_page_are_refused_with_their_place_and_the_rest_is_imported()
    {
        var (status, report) = await _import.Post(Encoding.Latin1.GetBytes($"email,company\n{Good}bob@acme.example,Müller\nzoe@acme.example,Acme\n"));

        Assert.Equal((202, (3, 2, 0, 1)), (status, ImportApp.Counts(report)));
        Assert.Equal([(3, "company", "LS-IMPORT-008")], ImportApp.Errors(report));
    }

    /// <summary>A file, the query, the code of its problem.</summary>
    public static TheoryData<string, string, string> Files => new()
    {
        { "", "", "LS-IMPORT-001" },
        { "\n\n", "", "LS-IMPORT-001" },
        { "email,company\n", "", "LS-IMPORT-001" },
        { "name,company\nAnn,Acme\n", "", "LS-IMPORT-004" },
        { "email,Email\na@acme.example,b@acme.example\n", "", "LS-IMPORT-005" },
        { "email,phone,phone\na@acme.example,1,2\n", "", "LS-IMPORT-005" },
        { "email,company\nnobody,Acme\n", "", "LS-IMPORT-006" },
        { "ann@acme.example,Acme\nbob@acme.example,Acme\n", "", "LS-IMPORT-007" },
        { "email,\0c\0o\nann@acme.example,Acme\n", "", "LS-IMPORT-008" },
        { "email,\"comp\"any\nann@acme.example,Acme\n", "", "LS-IMPORT-009" },
        { "email\nann@acme.example\n", "?map=mail:email", "LS-IMPORT-003" },
        { "email\nann@acme.example\n", "?clear=phone", "LS-IMPORT-003" },
        { "email,phone\nann@acme.example,1\n", "?clear=phone,fax", "LS-IMPORT-003" },
        { "email,phone\nann@acme.example,1\n", "?clear=email", "LS-IMPORT-030" },
        { "email,phone\nann@acme.example,1\n", "?clear=phone&map=phone:none", "LS-IMPORT-030" },
        { "email,phone\nann@acme.example,1\n", "?clear=phone&map=phone:profile.emailKind", "LS-IMPORT-030" },
        { "email,type,page\nann@acme.example,page.viewed,/a\n", "?clear=page", "LS-IMPORT-030" },
        { "email\nann@acme.example\n", "?map=email", "LS-IMPORT-002" },
        { "email\nann@acme.example\n", "?map=email:score", "LS-IMPORT-002" },
        { "email\nann@acme.example\n", "?map=email:profile.", "LS-IMPORT-002" },
        { "email\nann@acme.example\n", "?type=Page", "LS-QUERY-002" },
        { "email\nann@acme.example\n", "?delimiter=::", "LS-QUERY-002" },
        { "email\nann@acme.example\n", "?dryrun=maybe", "LS-QUERY-002" },
        { "email\nann@acme.example\n", "?mapping=x", "LS-QUERY-001" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_unusable_file_is_refused_as_a_whole(string file, string query, string code)
    {
        var (status, problem) = await _import.Post(file, query);

        Assert.Equal((400, code), (status, problem.GetProperty("code").GetString()));
        Assert.NotEmpty(problem.GetProperty("fix").GetString()!);
        Assert.DoesNotContain("@acme.example", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_import.Hooks.Events);
    }

    [Theory]
    [InlineData("?mpa=a:email", "'map'")]
    [InlineData("?dry_run=true", "'dryRun'")]
    [InlineData("?others=profil", "'profile'")]
    public async Task A_misspelt_option_is_answered_with_the_right_one(string query, string meant)
    {
        var (_, problem) = await _import.Post("email\nann@acme.example\n", query);

        Assert.Contains($"Did you mean {meant}?", problem.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("text/csv; charset=klingon", 415)]
    [InlineData("text/csv; charset=iso-8859-1", 202)]
    [InlineData("text/csv; charset=utf-8", 202)]
    [InlineData("application/x-www-form-urlencoded", 202)]
    [InlineData(null, 202)]
    public async Task Only_content_types_of_files_are_accepted(string? type, int expected) => Assert.Equal(expected, (await _import.Post("email,company\n" + Good, type: type)).Status);

    [Theory]
    [InlineData("nonsense", null, "LS-IMPORT-014")]
    [InlineData("[1]", null, "LS-IMPORT-014")]
    [InlineData("""{ "email": "nobody" }""", "email", "LS-EVENT-005")]
    [InlineData("""{ "company": "Acme" }""", null, "LS-IMPORT-011")]
    [InlineData("""{ "email": "a@acme.example", "email": "b@acme.example" }""", null, "LS-EVENT-008")]
    [InlineData("""{ "email": "a@acme.example", "externalId": "a", "external_id": "b" }""", null, "LS-IMPORT-005")]
    [InlineData("""{ "email": "a@acme.example", "company": "\ud800" }""", "company", "LS-EVENT-012")]
    [InlineData("""{ "lead": { "email": "a@acme.example" }, "type": "Page" }""", "type", "LS-EVENT-003")]
    public async Task A_bad_line_of_json_is_named_and_the_others_are_imported(string line, string? column, string code)
    {
        var (status, report) = await _import.Post("{ \"email\": \"ann@acme.example\" }\n" + line + "\n{ \"email\": \"zoe@acme.example\", \"employees\": 20 }", type: "application/x-ndjson");

        Assert.Equal((202, (3, 2, 0, 1)), (status, ImportApp.Counts(report)));
        Assert.Equal([(2, column, code)], ImportApp.Errors(report));
    }

    [Theory]
    [InlineData("email,company\n", "\"", "text/csv")]
    [InlineData("", "{\"email\":\"", "application/x-ndjson")]
    public async Task A_row_without_an_end_does_not_fill_the_memory(string head, string start, string type)
    {
        var first = type == "text/csv" ? Good : "{\"email\":\"ann@acme.example\"}\n";
        var (status, problem) = await _import.Post(head + first + start + new string('x', 3 * ImportLimits.RowBytes) + "\n" + first, type: type);

        Assert.Equal((400, "LS-IMPORT-012"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(type == "text/csv" ? 3 : 2, problem.GetProperty("line").GetInt32());
        Assert.Equal((1, 1, 0, 0), ImportApp.Counts(problem));
        Assert.Single(_import.Hooks.Events);
    }

    [Fact]
    public async Task A_quote_that_is_not_closed_is_named_where_it_begins()
    {
        var (_, report) = await _import.Post($"email,company\n{Good}bob@acme.example,\"Acme\nzoe@acme.example,Acme\n");

        Assert.Equal([(3, null, "LS-IMPORT-009")], ImportApp.Errors(report));
        Assert.Contains("not closed", report.GetProperty("errors")[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_bad_rows_are_named_and_kept_and_all_are_counted()
    {
        var rows = string.Concat(Enumerable.Range(0, ImportLimits.NamedRows + 5).Select(static number => $"nobody{number},Acme\n"));
        var (status, report) = await _import.Post("email,company\n" + Good + rows);

        Assert.Equal((202, (1006, 1, 0, 1005)), (status, ImportApp.Counts(report)));
        Assert.Equal((1000, 5), (report.GetProperty("errors").GetArrayLength(), report.GetProperty("notShown").GetInt32()));
        Assert.Equal(1000, _import.Hooks.Rejected.Count);
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task Reading_stops_at_the_most_rows_and_names_the_line()
    {
        var rows = string.Concat(Enumerable.Repeat(Good, ImportLimits.Rows + 1));
        var (status, problem) = await _import.Post("email,company\n" + rows, "?dryRun=true");

        Assert.Equal((413, "LS-IMPORT-013", ImportLimits.Rows + 2), (status, problem.GetProperty("code").GetString(), problem.GetProperty("line").GetInt32()));
        Assert.Equal(ImportLimits.Rows, ImportApp.Counts(problem).Rows);
    }

    [Fact]
    public async Task An_array_of_objects_is_refused_with_how_to_convert_it()
    {
        var (status, problem) = await _import.Post("[{\"email\":\"ann@acme.example\"}]", type: null);

        Assert.Equal((400, "LS-IMPORT-006"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal([(1, null, "LS-IMPORT-014")], ImportApp.Errors(problem));
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/x-ndjson")]
    [Needs(Need.Time)]
    public async Task Reading_stops_at_the_largest_size_and_imports_no_half_row(string type)
    {
        var row = type == "text/csv" ? $"ann@acme.example,{new string('x', 30_000)}\n" : $"{{\"email\":\"ann@acme.example\",\"company\":\"{new string('x', 30_000)}\"}}\n";
        var rows = string.Concat(Enumerable.Repeat(row, (ImportLimits.FileBytes / row.Length) + 2));
        var (status, problem) = await _import.Post(type == "text/csv" ? "email,company\n" + rows : rows, "?dryRun=true", type);

        Assert.Equal((413, "LS-IMPORT-013"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(0, ImportApp.Counts(problem).Rejected);
    }

    [Fact]
    public async Task A_bad_row_is_replayed_as_an_import_once_its_cause_is_gone()
    {
        await _import.Post("email,company\nnobody,Acme\n,Acme\n");
        var (_, page) = await _import.Hooks.RejectedPage();
        Assert.All(page.GetProperty("rejected").EnumerateArray(), static row => Assert.Equal("import", row.GetProperty("source").GetString()));

        var (_, replayed) = await _import.Hooks.Replay("{ \"day\": \"2026-03-01\", \"source\": \"import\" }");
        Assert.Equal(["LS-EVENT-005", "LS-IMPORT-011"], replayed.GetProperty("results").EnumerateArray().Select(static row => row.GetProperty("code").GetString()!).Order(StringComparer.Ordinal));
    }
}
