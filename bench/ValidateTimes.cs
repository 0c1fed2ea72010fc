using System.Diagnostics;
using System.Globalization;
using System.Text;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Values;

namespace LeadScoring.Benchmarks;

/// <summary>How long a model of sixty rules takes to be checked as a publish does, beside loading and compiling it alone.</summary>
internal static class ValidateTimes
{
    private const int Rules = 60;
    private const int Runs = 200;

    private static readonly Day Today = new(20_600);

    /// <summary>Prints a table for bench/README.md.</summary>
    public static void Run()
    {
        var text = Document();
        var first = Time(() => Validate(text));
        var (load, all) = (new double[Runs], new double[Runs]);
        for (var i = 0; i < Runs; i++)
        {
            load[i] = Time(() => Load(text));
            all[i] = Time(() => Validate(text));
        }

        Array.Sort(load);
        Array.Sort(all);
        Console.WriteLine("| check of 60 rules | fastest, ms | median, ms | ratio |\n|---|---:|---:|---:|");
        Console.WriteLine(Row("load and compile", load, load));
        Console.WriteLine(Row("all that a publish checks", all, load));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nThe first check of the process took {first:F0} ms."));
    }

    private static string Row(string name, double[] times, double[] baseline) =>
        string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[0]:F2} | {times[Runs / 2]:F2} | {times[0] / baseline[0]:F2} |");

    private static double Time(Action run)
    {
        var begin = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static ScoringModel Load(string text)
    {
        var loaded = ModelLoader.Load(text);
        return ScoringModel.Compile(loaded.Definition ?? throw new InvalidOperationException(string.Join('\n', loaded.Problems)));
    }

    private static void Validate(string text)
    {
        var model = Load(text);
        if (GoldenLeads.Run(model, Today).Any(static result => !result.Passed) || ModelLint.Check(model.Definition, model, Vocabulary.BuiltIn).Any(static problem => problem.Severity == ProblemSeverity.Error))
            throw new InvalidOperationException("The model of the benchmark has errors.");
    }

    // Profile, event and band rules, routes that can be reached, and golden leads.
    private static string Document()
    {
        var text = new StringBuilder("""
            model: sixty
            title: Sixty rules
            mode: live
            dimensions:
              fit: { weight: 40, categories: { role: 1, company: 1 } }
              engagement: { weight: 60, categories: { website: 3, content: 2, email: 1 }, decay: { halfLife: 30d } }
            rules:

            """);
        for (var i = 0; i < Rules; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {(i % 5) switch
            {
                0 => $"- {{ rule: r{i}, category: role, when: {{ jobTitle: {{ hasWord: [title{i}, chief] }}, industry: i{i} }}, points: 4 }}",
                1 => $"- {{ rule: r{i}, category: company, tiers: [ {{ when: {{ employees: {{ atLeast: {1000 + i} }} }}, points: 6 }}, {{ when: {{ employees: {{ atLeast: {100 + i} }} }}, points: 3 }} ] }}",
                2 => $"- {{ rule: r{i}, category: website, on: page.viewed, where: {{ path: {{ startsWith: /page{i} }} }}, points: 2, perDay: 2 }}",
                3 => $"- {{ rule: r{i}, category: content, on: asset.downloaded, where: {{ assetType: [type{i}, guide] }}, points: 3, count: {{ distinct: asset }} }}",
                _ => $"- {{ rule: r{i}, category: email, on: email.clicked, where: {{ campaign: {{ contains: campaign{i} }} }}, bands: {{ of: count, within: 90d, steps: [ {{ atLeast: 2, points: 1 }}, {{ atLeast: 5, points: 3 }} ] }} }}",
            }}");
        }

        text.Append("""
            grades: { letter: fit, number: engagement, letters: { A: 75, B: 50, C: 25 }, numbers: { 1: 75, 2: 50, 3: 25 } }
            routes:
              - { id: hot, when: { grade: A1 }, to: sales }
              - { id: warm, when: { grade: [A2, B1] }, to: sales }
              - { id: content-led, when: { category.content: { atLeast: 6 }, fit: { atLeast: 40 } }, to: inside-sales }
              - { id: early, when: { engagement: { below: 25 } }, to: nurture }
            gates: { required: [email, company], activeWithin: 60d }
            tests:

            """);
        for (var i = 0; i < 20; i++)
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{ lead: lead-{i}, profile: {{ email: a{i}@acme.example, company: Acme, employees: {i * 10} }}, events: [ {{ on: page.viewed, path: /page2, daysAgo: {i} }}, {{ on: asset.downloaded, asset: a, assetType: guide, daysAgo: 3 }} ], expect: {{ fit: {{ atLeast: 0 }} }} }}");
        return text.ToString();
    }
}
