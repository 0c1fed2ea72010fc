using System.Text.Json;

namespace LeadScoring.Tests.Infra;

/// <summary>What the template comes to with given parameters, by the compiler: every resource with its values, as far as they are known before Azure is asked.</summary>
internal sealed class Installation
{
    private Installation(IReadOnlyList<JsonElement> resources) => Resources = resources;

    public IReadOnlyList<JsonElement> Resources { get; }

    /// <summary>Those of a type.</summary>
    public IReadOnlyList<JsonElement> Of(string type) => [.. Resources.Where(resource => resource.At("type").GetString() == type)];

    /// <summary>The values at a place of all resources of a type.</summary>
    public IEnumerable<string> All(string type, string place) => Of(type).Select(resource => resource.At(place).ToString());

    /// <summary>With parameters as lines of a .bicepparam file.</summary>
    public static async Task<Installation> Of(params string[] parameters)
    {
        var folder = Directory.CreateTempSubdirectory("snapshot-").FullName;
        try
        {
            var file = Path.Combine(folder, "main.bicepparam");
            await File.WriteAllLinesAsync(file, [$"using '{Path.GetRelativePath(folder, Checkout.PathOf("infra/main.bicep")).Replace('\\', '/')}'", "param location = 'westeurope'", .. parameters.Select(static parameter => "param " + parameter)]);
            var (exit, output, said) = await BicepCompiler.Run(
                "snapshot", file, "--mode", "overwrite", "--location", "westeurope",
                "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002");
            Assert.True(exit == 0, output + said);
            using var snapshot = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "main.snapshot.json")));
            return new([.. snapshot.RootElement.At("predictedResources").EnumerateArray().Select(static resource => resource.Clone())]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
