using System.Text;

using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Local.Validating;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Models.Linting;

namespace LeadScoring.Tests.Models.Loading;

/// <summary>Documents that mean harm, or are no models at all: one clear error each, from the loader, the command line and HTTP alike.</summary>
public sealed class HostileModelTests
{
    private static readonly string Bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 30).Select(static n => $"k{n}: &k{n} [{string.Join(", ", Enumerable.Repeat(n == 1 ? "*a" : $"*k{n - 1}", 9))}]\n"));

    // Expressions with which others' engines need years.
    private static readonly string[] Expressions =
        ["(a+)+$", "([a-zA-Z]+)*$", "(a|aa)+$", "(a|a?)+$", "(.*a){20}", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "(((((a{0,9}){0,9}){0,9}){0,9}){0,9})", @"(?=a)b", @"(a)\1", "[", "(", "*", @"\", "(?<n>a", new string('(', 300), string.Concat(Enumerable.Repeat("a?", 200)) + new string('a', 50)];

    public static TheoryData<string, string> Documents() => new()
    {
        { "aliases", "LS-MODEL-007" },
        { "depth", "LS-MODEL-005" },
        { "flow depth", "LS-MODEL-005" },
        { "size", "LS-MODEL-002" },
        { "two models", "LS-MODEL-006" },
        { "tabs", "LS-MODEL-003" },
        { "unclosed", "LS-MODEL-003" },
        { "circular", "LS-MODEL-034" },
        { "itself", "LS-MODEL-034" },
        { "missing", "LS-MODEL-030" },
        { "zero", "LS-MODEL-008" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_hostile_document_is_refused_by_the_loader(string name, string code)
    {
        var problems = ModelLoader.Load(Text(name)).Problems;

        Assert.Contains(problems, problem => problem.Code == code);
        Assert.All(problems, static problem => Assert.InRange(problem.Message.Length + problem.Fix.Length, 1, 700));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_hostile_document_is_refused_over_HTTP(string name, string code)
    {
        var reply = await Validate(Encoding.UTF8.GetBytes(Text(name)));

        // What is larger than any model is not read at all.
        Assert.Equal(name == "size" ? (413, "LS-HTTP-413") : (400, code), (reply.Status, name == "size" ? CodeOf(reply.Text) : reply.Text.Contains($"\"{code}\"", StringComparison.Ordinal) ? code : reply.Text));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_hostile_document_is_refused_by_the_command(string name, string code)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Text(name));
            var read = await ModelFile.Read(file, default);
            var report = await ModelReport.Make(read, InMemoryApp.Start, LeadScoring.Domain.Models.Linting.Vocabulary.BuiltIn, static _ => Task.FromResult(LeadScoring.Domain.Models.Linting.LintContext.Unknown), findWitnesses: false);

            Assert.Contains(report.Problems, problem => problem.Code == code);
            Assert.True(report.Errors > 0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void An_expression_is_refused_or_matches_in_linear_time()
    {
        foreach (var expression in Expressions)
        {
            var text = LintText.WithRule($"{{ rule: r, category: role, when: {{ jobTitle: {{ matches: \"{expression.Replace("\\", "\\\\", StringComparison.Ordinal)}\" }} }}, points: 1 }}");
            var loaded = ModelLoader.Load(text);
            if (loaded.Definition is null)
                Assert.Equal([Codes.Pattern], loaded.Problems.Select(static problem => problem.Code));
            else
                Assert.All(LintText.Check(text), static problem => Assert.Equal(ProblemSeverity.Warning, problem.Severity));
        }
    }

    [Theory]
    [InlineData("Отдел", "продажи")]
    [InlineData("部署", "営業")]
    [InlineData("القسم", "مبيعات")]
    [InlineData("ünïcödé", "Ä")]
    [InlineData("😀", "😀😀")]
    public void Names_in_other_scripts_are_attributes_like_any_other(string name, string value) =>
        Assert.Empty(LintText.Check(LintText.WithRule($"{{ rule: r, category: role, when: {{ \"{name}\": \"{value}\" }}, points: 1 }}")));

    [Theory]
    [InlineData("Модель")]
    [InlineData("模型")]
    public void An_id_in_another_script_is_told_what_an_id_may_be(string id)
    {
        var problem = Assert.Single(ModelLoader.Load(ModelText.With($"model: {id}\n")).Problems);

        Assert.Equal(Codes.Identifier, problem.Code);
        Assert.Contains("lower-case letters", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_UTF8_names_the_place()
    {
        byte[] bytes = [.. "model: a\ntitle: B"u8, 0xFC, .. "ro\n"u8];

        var file = ModelFile.Decode("a.yaml", bytes, isCut: false);

        Assert.Null(file.Text);
        Assert.Equal(("LS-MODEL-140", new SourcePosition(2, 9)), (file.Problem!.Code, file.Problem.At));
        Assert.Equal("LS-MODEL-140", ModelFile.Decode("a.yaml", Encoding.Unicode.GetPreamble(), isCut: false).Problem!.Code);
        Assert.Equal("model: ü", ModelFile.Decode("a.yaml", "model: ü"u8, isCut: false).Text);
        var reply = await Validate(bytes);
        Assert.Equal((400, "LS-HTTP-400"), (reply.Status, CodeOf(reply.Text)));
        Assert.Contains("UTF-8", reply.Text, StringComparison.Ordinal);
    }

    private static string Text(string name) => name switch
    {
        "aliases" => Bomb,
        "depth" => "rules:\n" + string.Concat(Enumerable.Range(1, 400).Select(static n => $"{new string(' ', n)}a:\n")),
        "flow depth" => "rules: " + new string('[', 50_000),
        "size" => "title: " + new string('x', 10_000_000),
        "two models" => LintText.Base + "---\n" + LintText.Base,
        "tabs" => LintText.Base.Replace("  fit", "\tfit", StringComparison.Ordinal),
        "unclosed" => "model: [a, b\ntitle: {",
        "circular" => LintText.Base.Replace("grades:", "  - { rule: a, category: role, together: [b], points: 1 }\n  - { rule: b, category: role, together: [a], points: 1 }\ngrades:", StringComparison.Ordinal),
        "itself" => LintText.WithRule("{ rule: a, category: role, together: [a], points: 1 }"),
        "missing" => LintText.WithRule("{ rule: a, category: role, together: [nothing], points: 1 }"),
        "zero" => "model: a\0b\n",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static Task<HttpReply> Validate(byte[] body) => new InMemoryHttp(new InMemoryApp()).Send("POST", "/api/v1/models/validate", request =>
    {
        request.Body = new MemoryStream(body);
        request.ContentType = "application/yaml";
    });

    private static string CodeOf(string problem)
    {
        using var document = System.Text.Json.JsonDocument.Parse(problem);
        return document.RootElement.GetProperty("code").GetString()!;
    }
}
