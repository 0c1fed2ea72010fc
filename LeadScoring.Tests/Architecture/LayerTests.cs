using System.Reflection;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Functions;
using LeadScoring.Local.Host;
using LeadScoring.Tests.Architecture.Samples.Roof;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Architecture;

/// <summary>No ring of folders: each has its place, and uses only what stands below it. By the types that are used, not by <c>using</c> lines.</summary>
public sealed class LayerTests
{
    private static readonly Layers Domain = new(
        "LeadScoring.Domain",
        "Values",
        "Events",
        "Models",
        "Models/Comparing",
        "Models/Loading/Yaml",
        "Models/Loading/Sections",
        "Models/Loading",
        "Profiles",
        "Hygiene",
        "Conditions",
        "Signals/States",
        "Models/Compiling",
        "Signals",
        "Scoring",
        "Scoring/Explaining",
        "Decisions",
        "Leads",
        "Previews",
        "Models/Golden",
        "Models/Linting",
        "Models/Outlining",
        "Models/Schema",
        "Audit");

    private static readonly Layers Functions = new(
        "LeadScoring.Functions",
        // 0: what crosses all layers.
        "Faults Time Access",
        // 1: the two edges of the process.
        "Http Telemetry",
        // What describes the routes.
        "OpenApi",
        // 2: queues, the topic, and what travels on them.
        "Messaging",
        // 3: every table.
        "Storage",
        // Who may call what.
        "Access/Callers",
        // 4: settings, models, contracts of messages, the ways in.
        "Configuration",
        "Models Messages Capture Suspicions",
        // 5: merges and webhooks.
        "Merging Sources/Descriptors",
        "Sources/Bodies",
        "Sources/Connections",
        "Sources/Mapping Sources/Verification",
        "Sources/Hooks",
        "Sources",
        // 6: what is done with an event.
        "Rescore Import Tracking Feedback",
        // 7: what is done with a lead.
        "Rebuild Sweep Leads/Detail",
        // What publishing would do, and publishing.
        "Previews",
        "Publishing",
        "Leads/List Leads/Timeline Leads/Explanations",
        "Leads/Curves",
        "Leads",
        // 8: what people ask for.
        "People Rejected Reports Health Dashboard Access/Audit Access/SignIn Trying",
        // 9: what starts it all.
        "Timers",
        ".");

    private static readonly Layers Local = new(
        "LeadScoring.Local",
        "Files",
        "ServiceBus/Faults ServiceBus/Topic",
        "ServiceBus/Amqp",
        "ServiceBus",
        "Client Storage Backups",
        "Host",
        "OpenApi",
        "Importing Redriving Sending Keys LogScoring Publishing",
        "Validating",
        "Demo/Leads",
        "Demo/Sales",
        "Demo",
        "Commands",
        ".");

    [Fact]
    public void The_domain_has_no_ring() => Keeps(Domain, typeof(ScoringModel).Assembly);

    [Fact]
    public void The_function_app_has_no_ring() => Keeps(Functions, typeof(Registration).Assembly);

    [Fact]
    public void The_local_host_has_no_ring() => Keeps(Local, typeof(LocalApp).Assembly);

    [Theory]
    [InlineData("LeadScoring.Domain")]
    [InlineData("LeadScoring.Functions")]
    [InlineData("LeadScoring.Local")]
    [InlineData("LeadScoring.Tests")]
    public void A_namespace_is_called_like_its_folder(string project) => Assert.All(
        Directory.EnumerateFiles(Checkout.PathOf(project), "*.cs", SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith($"{project}/obj/", StringComparison.Ordinal) && !file.StartsWith($"{project}/bin/", StringComparison.Ordinal)),
        static file => Assert.Contains($"namespace {Path.GetDirectoryName(file)!.Replace('\\', '/').Replace('/', '.')};", File.ReadLines(Checkout.PathOf(file))));

    [Theory]
    [InlineData("Top", "Ground", null)]
    [InlineData("Left", "Ground", null)]
    [InlineData("Ground", "Top", "Ground may not use Top, which is above it: A uses B.")]
    [InlineData("Left", "Right", "Left may not use Right, which is beside it: A uses B.")]
    [InlineData("Left", "Left", null)]
    [InlineData("Left/Inner", "Ground", "The folder Left/Inner has no place.")]
    [InlineData("Top", "Elsewhere", "The folder Elsewhere has no place.")]
    public void A_folder_uses_only_what_stands_below_it(string from, string to, string? breach)
    {
        var layers = new Layers("House", "Ground", "Left Right", "Top");

        var found = layers.Check([new TypeUse($"House.{from.Replace('/', '.')}", "A", $"House.{to.Replace('/', '.')}", "B")]);

        Assert.Equal(breach is null ? [] : [breach], found);
    }

    [Fact]
    public void A_type_argument_in_the_body_of_a_lambda_is_a_use()
    {
        const string Samples = "LeadScoring.Tests.Architecture.Samples";
        var uses = TypeUses.Of(typeof(Tile).Assembly);

        Assert.Empty(new Layers(Samples, "Ground", "Roof").Check(uses));
        Assert.Equal(["Roof may not use Ground, which is above it: Tile uses Stone."], new Layers(Samples, "Roof", "Ground").Check(uses));
    }

    [Fact]
    public void A_folder_without_a_place_and_a_place_without_a_folder_are_found() => Assert.Equal(
        ["The folder Shed has no place.", "There is no folder Top."],
        new Layers("House", "Ground", "Top").Differences(["House.Ground", "House.Shed", "Elsewhere", null]));

    private static void Keeps(Layers layers, Assembly assembly)
    {
        Assert.Empty(layers.Differences(assembly.GetTypes().Select(static type => type.Namespace)));
        Assert.Empty(layers.Check(TypeUses.Of(assembly)));
    }
}
