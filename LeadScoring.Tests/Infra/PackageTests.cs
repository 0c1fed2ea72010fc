using System.Text.Json.Nodes;

using LeadScoring.Local.Host;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Tests.Infra;

/// <summary>What is deployed says to the Functions host what the code says.</summary>
[Needs(Need.Processes)]
public sealed class PackageTests(Package package) : IClassFixture<Package>
{
    private static readonly IReadOnlyList<Function> Functions =
        FunctionCatalog.Read(typeof(LeadScoring.Functions.Program).Assembly.GetExportedTypes(), new ConfigurationBuilder().Build());

    // Triggers that the Functions host has in itself; all others come with the package.
    private static readonly string[] BuiltIn = ["httpTrigger", "timerTrigger"];

    [PackageFact]
    public void It_names_the_functions_of_the_code_with_their_triggers() =>
        Assert.Equal(
            Functions.Select(Describe).Order(StringComparer.Ordinal),
            package.Json("functions.metadata").AsArray().Select(static function => Describe(function!)).Order(StringComparer.Ordinal));

    [PackageFact]
    public void Its_functions_are_methods_of_the_assembly_that_the_host_starts()
    {
        var worker = package.Json("worker.config.json")["description"]!;
        var assembly = (string)worker["defaultWorkerPath"]!;

        Assert.Equal(("dotnet-isolated", "dotnet", "LeadScoring.Functions.dll"), ((string)worker["language"]!, (string)worker["defaultExecutablePath"]!, assembly));
        Assert.Contains(assembly, package.Files);
        foreach (var function in package.Json("functions.metadata").AsArray())
        {
            var method = Functions.Single(known => known.Name == (string)function!["name"]!).Method;
            Assert.Equal((assembly, $"{method.DeclaringType!.FullName}.{method.Name}"), ((string)function!["scriptFile"]!, (string)function["entryPoint"]!));
        }
    }

    [PackageFact]
    public void Each_trigger_that_the_host_lacks_comes_with_its_extension()
    {
        var extensions = package.Json("extensions.json")["extensions"]!.AsArray();
        var needed = package.Json("functions.metadata").AsArray().Select(static function => (string)Trigger(function!)["type"]!).Distinct().Except(BuiltIn);

        Assert.Equal(["queueTrigger"], needed);
        Assert.Contains(extensions, static extension => (string)extension!["name"]! == "AzureStorageQueues");
        Assert.All(extensions, extension => Assert.Contains(((string)extension!["hintPath"]!)[2..], package.Files));
        Assert.Contains(".azurefunctions/Microsoft.Azure.WebJobs.Extensions.Storage.Queues.dll", package.Files);
        Assert.Contains(".azurefunctions/function.deps.json", package.Files);
        // The worker's side of the triggers.
        Assert.Contains("Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues.dll", package.Files);
        Assert.Contains("Microsoft.Azure.Functions.Worker.Extensions.Timer.dll", package.Files);
        Assert.Contains("Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore.dll", package.Files);
    }

    [PackageFact]
    public void Its_host_file_is_that_of_the_checkout_and_no_settings_of_this_machine_are_in_it()
    {
        Assert.Equal(Infra.Checkout.Text("host.json"), File.ReadAllText(package.PathOf("host.json")));
        Assert.DoesNotContain(package.Files, static file => file.Contains("local.settings", StringComparison.Ordinal));
    }

    private static JsonNode Trigger(JsonNode function) =>
        function["bindings"]!.AsArray().Single(static binding => ((string)binding!["type"]!).EndsWith("Trigger", StringComparison.Ordinal))!;

    private static string Describe(JsonNode function)
    {
        var trigger = Trigger(function);
        return $"{function["name"]} " + (string)trigger["type"]! switch
        {
            "httpTrigger" => $"{trigger["authLevel"]} {string.Join(',', trigger["methods"]?.AsArray().Select(static method => (string)method!) ?? [])} {trigger["route"]}",
            "queueTrigger" => $"{trigger["queueName"]} of {trigger["connection"]}",
            "timerTrigger" => $"{trigger["schedule"]} at start: {(bool?)trigger["runOnStartup"] ?? false}",
            var other => $"unknown trigger {other}",
        };
    }

    private static string Describe(Function function) => $"{function.Name} " + function switch
    {
        Function.Http http => $"{http.Level} {string.Join(',', http.Methods)} {http.Route}",
        Function.Queue queue => $"{queue.QueueName} of {queue.Connection}",
        Function.Timer timer => $"{timer.Schedule} at start: {timer.RunOnStartup}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
