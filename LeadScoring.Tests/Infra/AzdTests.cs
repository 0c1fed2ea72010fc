using System.Text.Json;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using YamlDotNet.RepresentationModel;

namespace LeadScoring.Tests.Infra;

/// <summary>azure.yaml, main.parameters.json and the page about both say what the template says.</summary>
[Needs(Need.Processes)]
public sealed partial class AzdTests
{
    private static readonly IReadOnlyList<BicepFile.Param> Params = Template.Committed.Main.Params;

    /// <summary>The parameters that azd fills: name, variable of the azd environment, default.</summary>
    private static readonly IReadOnlyList<(string Name, string Variable, string? Default)> Given = Parameters();

    [Fact]
    public void Azd_deploys_the_function_app_to_the_site_with_its_tag()
    {
        var services = (YamlMappingNode)Project()["services"];
        var (name, service) = Assert.Single(services.Children);

        Assert.Equal(("function", "dotnet"), (service["host"].ToString(), service["language"].ToString()));
        Assert.Single(Directory.EnumerateFiles(Checkout.PathOf(service["project"].ToString()), "*.csproj"));
        Assert.Contains($"'azd-service-name': '{name}'", Template.Committed.Module("app").Find("site").Body.At("tags").Shown(), StringComparison.Ordinal);
        Assert.Equal("environmentName", Template.Committed.Main.Var("tags").At("azd-env-name").Shown());
    }

    [Fact]
    public void Azd_provisions_the_template()
    {
        var infra = Project()["infra"];

        Assert.Equal("bicep", infra["provider"].ToString());
        Assert.True(File.Exists(Checkout.PathOf(Path.Combine(infra["path"].ToString(), infra["module"] + ".bicep"))));
    }

    [Theory]
    [InlineData("preprovision")]
    [InlineData("postprovision")]
    public void Each_hook_exists_for_both_shells_and_stops_the_run_if_it_fails(string hook)
    {
        foreach (var (system, shell, end) in new[] { ("posix", "sh", ".sh"), ("windows", "pwsh", ".ps1") })
        {
            var of = Project()["hooks"][hook][system];
            Assert.Equal((shell, "false"), (of["shell"].ToString(), of["continueOnError"].ToString()));
            Assert.EndsWith(hook + end, of["run"].ToString(), StringComparison.Ordinal);
            Assert.True(File.Exists(Checkout.PathOf(of["run"].ToString())), of["run"].ToString());
        }
    }

    [Fact]
    public void Azd_fills_existing_parameters_and_all_those_without_a_default()
    {
        Assert.Empty(Given.Select(static given => given.Name).Except(Params.Select(static param => param.Name), StringComparer.Ordinal));
        Assert.Empty(Params.Where(static param => param.Default.ValueKind == JsonValueKind.Undefined).Select(static param => param.Name).Except(Given.Select(static given => given.Name), StringComparer.Ordinal));
    }

    [Fact]
    public void A_default_is_the_same_in_both_files() =>
        Assert.All(Given, static given =>
            Assert.Equal(Params.Single(param => param.Name == given.Name).Default is { ValueKind: not JsonValueKind.Undefined } value ? value.ToString().ToLowerInvariant() : null, given.Default?.ToLowerInvariant()));

    [Fact]
    public void A_default_is_one_of_the_allowed_values() =>
        Assert.All(Params, static param =>
        {
            if (param.Decorators.At("allowed") is { ValueKind: JsonValueKind.Array } allowed)
                Assert.Contains(param.Default.GetRawText(), allowed.EnumerateArray().Select(static value => value.GetRawText()));
            if (param.Decorators.At("minValue") is { ValueKind: JsonValueKind.Number } least)
                Assert.InRange(param.Default.GetInt32(), least.GetInt32(), param.Decorators.At("maxValue").GetInt32());
        });

    [Fact]
    public void Only_the_installation_key_is_secret_and_it_has_no_value_at_rest()
    {
        var secret = Assert.Single(Params, static param => param.IsSecure);

        Assert.Equal(("installationKey", ""), (secret.Name, secret.Default.GetString()));
        Assert.Equal("LEADSCORING_INSTALLATION_KEY", Given.Single(static given => given.Name == "installationKey").Variable);
        Assert.All(Directory.EnumerateFiles(Checkout.PathOf("infra/hooks"), "*provision.*"), static hook => Assert.Contains("LEADSCORING_INSTALLATION_KEY", File.ReadAllText(hook), StringComparison.Ordinal));
    }

    [Fact]
    public void Files_of_azd_are_not_committed() => Assert.Contains(".azure/", Checkout.Text(".gitignore").Split('\n'));

    [Fact]
    public void The_hooks_look_for_the_secret_that_the_template_writes_and_the_app_reads()
    {
        var name = Template.Committed.Module("vault").Find("secret").Body.At("name").GetString();

        Assert.Contains($"SecretName={name})", AppSettings.Written["LeadScoring__InstallationKey"], StringComparison.Ordinal);
        Assert.Contains($"secret={name}\n", Checkout.Text("infra/hooks/installation-key.sh"), StringComparison.Ordinal);
        Assert.Contains($"$secret = '{name}'", Checkout.Text("infra/hooks/installation-key.ps1"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_lists_every_parameter_with_its_variable_and_every_output()
    {
        var page = Checkout.Text("infra/README.md");

        Assert.All(Params, param => Assert.Contains(page.Split('\n'), line =>
            line.StartsWith($"| `{param.Name}` |", StringComparison.Ordinal)
            && line.Contains(Given.FirstOrDefault(given => given.Name == param.Name) is { Variable: { } variable } ? $"`{variable}`" : "| |", StringComparison.Ordinal)));
        Assert.All(Template.Committed.Main.Outputs.Where(static output => output.Name.StartsWith("LEADSCORING_", StringComparison.Ordinal)), output => Assert.Contains($"`{output.Name}`", page, StringComparison.Ordinal));
    }

    private static YamlMappingNode Project()
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Checkout.PathOf("azure.yaml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static List<(string, string, string?)> Parameters()
    {
        using var file = JsonDocument.Parse(Checkout.Text("infra/main.parameters.json"));
        return [.. file.RootElement.At("parameters").EnumerateObject().Select(static parameter =>
        {
            var value = Variable().Match(parameter.Value.At("value").GetString()!);
            Assert.True(value.Success, parameter.Name);
            return (parameter.Name, value.Groups["name"].Value, value.Groups["default"] is { Success: true } usual ? usual.Value : null);
        })];
    }

    [GeneratedRegex("\\A\\$\\{(?<name>[A-Z_]+)(=(?<default>[^}]*))?\\}\\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
