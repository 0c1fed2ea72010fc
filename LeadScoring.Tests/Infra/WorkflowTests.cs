using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using YamlDotNet.RepresentationModel;

namespace LeadScoring.Tests.Infra;

/// <summary>.github/workflows: pinned, of few rights, and naming only what is there.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files() => [.. Directory.GetFiles(Checkout.PathOf(".github/workflows"), "*.yml").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_action_is_pinned_to_a_commit(string file)
    {
        var uses = Uses().Matches(Text(file)).Select(static match => match.Groups["action"].Value).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, static action => Assert.Matches(Pinned(), action));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_workflow_may_read_the_code_and_no_more(string file)
    {
        var workflow = Read(file);

        Assert.Equal("contents: read", Rights(workflow));
        foreach (var (name, job) in Jobs(workflow))
        {
            var rights = job.Children.ContainsKey("permissions") ? Rights(job) : null;
            Assert.Equal(
                (file, name) switch
                {
                    // To sign in to Azure without a password.
                    ("deploy.yml", "deploy") => "contents: read, id-token: write",
                    // To hand over what it found.
                    ("codeql.yml", "analyze") => "contents: read, security-events: write",
                    _ => null,
                },
                rights);
            Assert.True(job.Children.ContainsKey("timeout-minutes"), $"{file}, {name} has no timeout");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_workflow_needs_no_secret(string file) => Assert.DoesNotContain("secrets.", Text(file), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_script_that_a_workflow_runs_exists_and_is_executable(string file)
    {
        foreach (var script in Steps(Read(file)).Select(static step => step.Split(' ')[0]).Where(static command => command.StartsWith("eng/", StringComparison.Ordinal) || command.StartsWith(".ci/", StringComparison.Ordinal)))
        {
            Assert.True(File.Exists(Checkout.PathOf(script)), script);
            if (!OperatingSystem.IsWindows())
                Assert.True(File.GetUnixFileMode(Checkout.PathOf(script)).HasFlag(UnixFileMode.UserExecute), script);
        }
    }

    [Fact]
    public void Every_change_is_tested_and_packaged_and_its_build_proven_reproducible()
    {
        var steps = Steps(Read("ci.yml")).ToList();

        Assert.Contains(".ci/run", steps);
        Assert.Contains("eng/package.sh", steps);
        Assert.Contains("eng/reproducible.sh", steps);
        Assert.Contains(steps, static step => step.Contains("--project bench", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ci.yml")]
    [InlineData("dependencies.yml")]
    public void Packages_are_asked_about_for_known_weaknesses(string file) => Assert.Contains("eng/audit.sh", Steps(Read(file)));

    [Fact]
    public void The_coverage_of_every_change_is_kept()
    {
        var job = Jobs(Read("ci.yml")).Single(static job => job.Name == "coverage").Job;
        var steps = ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>().ToList();

        // The command of TESTING.md.
        Assert.Contains(steps, static step => step.Children.ContainsKey("run") && Checkout.Text("TESTING.md").Contains($"\n{step["run"]}\n", StringComparison.Ordinal));
        Assert.Contains(steps, static step => step.Children.ContainsKey("with") && ((YamlMappingNode)step["with"]).Children.TryGetValue("name", out var name) && name.ToString() == "coverage");
    }

    [Theory]
    [InlineData("codeql.yml", "push pull_request schedule")]
    [InlineData("mutation.yml", "schedule")]
    [InlineData("dependencies.yml", "schedule")]
    public void A_check_runs_by_itself(string file, string events)
    {
        var triggers = (YamlMappingNode)Read(file)["on"];

        Assert.All(events.Split(' '), each => Assert.Contains(each, triggers.Children.Keys.Select(static key => key.ToString())));
    }

    [Fact]
    public void An_action_has_the_same_version_in_all_workflows() => Assert.All(
        Directory.GetFiles(Checkout.PathOf(".github/workflows"), "*.yml").SelectMany(static file => Uses().Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups["action"].Value.Split('@'))
            .GroupBy(static action => action[0].StartsWith("github/codeql-action/", StringComparison.Ordinal) ? "github/codeql-action" : action[0], static action => action[1], StringComparer.Ordinal),
        static action => Assert.Single(action.Distinct(StringComparer.Ordinal)));

    [Fact]
    public void A_deployment_uses_only_parameters_and_outputs_of_the_template()
    {
        var text = Text("deploy.yml");
        var parameters = Checkout.Text("infra/main.parameters.json");
        var outputs = Checkout.Text("infra/main.bicep");

        // All of them, or a run would silently set the rest back to its default. The key is made by a hook, and kept in the vault only.
        Assert.Equal(
            Parameter().Matches(parameters).Select(static match => match.Groups["name"].Value).Where(static name => name != "LEADSCORING_INSTALLATION_KEY").Order(StringComparer.Ordinal),
            Set().Matches(text).Select(static match => match.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.All(Asked().Matches(text).Select(static match => match.Groups["name"].Value), name => Assert.Contains($"output {name} ", outputs, StringComparison.Ordinal));
        var service = Deployed().Match(text);
        Assert.Contains($"\n  {service.Groups["service"].Value}:\n", Checkout.Text("azure.yaml"), StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(service.Groups["package"].Value), Checkout.Text("eng/package.sh"), StringComparison.Ordinal);
    }

    private static string Text(string file) => Checkout.Text(".github/workflows/" + file);

    private static YamlMappingNode Read(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text(file)));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static IEnumerable<(string Name, YamlMappingNode Job)> Jobs(YamlMappingNode workflow) =>
        ((YamlMappingNode)workflow["jobs"]).Select(static job => (((YamlScalarNode)job.Key).Value!, (YamlMappingNode)job.Value));

    private static IEnumerable<string> Steps(YamlMappingNode workflow) =>
        Jobs(workflow).SelectMany(static job => (YamlSequenceNode)job.Job["steps"]).OfType<YamlMappingNode>()
            .Where(static step => step.Children.ContainsKey("run")).Select(static step => ((YamlScalarNode)step["run"]).Value!);

    private static string Rights(YamlMappingNode node) =>
        string.Join(", ", ((YamlMappingNode)node["permissions"]).Select(static right => $"{right.Key}: {right.Value}").Order(StringComparer.Ordinal));

    [GeneratedRegex("uses: (?<action>\\S+(?: # \\S+)?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uses();

    [GeneratedRegex("^[\\w./-]+@[0-9a-f]{40} # v[0-9.]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex("^ {6}(?<name>LEADSCORING_\\w+):", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Set();

    [GeneratedRegex(@"\$\{(?<name>LEADSCORING_\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("azd env get-value (?<name>\\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();

    [GeneratedRegex("azd deploy (?<service>\\w+) --from-package (?<package>\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Deployed();
}
