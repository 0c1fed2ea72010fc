using System.Text.Json;

namespace LeadScoring.Tests.Infra;

/// <summary>The template by Bicep's own compiler, which knows every type of Azure with its properties.</summary>
[Needs(Need.Processes)]
public sealed class CompilerTests
{
    [CompilerFact]
    public async Task The_template_compiles_without_a_warning()
    {
        var (exit, output, said) = await BicepCompiler.Run("build", Checkout.PathOf("infra/main.bicep"), "--stdout");

        Assert.Equal((0, ""), (exit, said));
        using var template = JsonDocument.Parse(output);
        Assert.Equal(Template.Committed.Main.Params.Select(static param => param.Name).Order(StringComparer.Ordinal), template.RootElement.At("parameters").EnumerateObject().Select(static param => param.Name).Order(StringComparer.Ordinal));
        Assert.Equal("securestring", template.RootElement.At("parameters/installationKey/type").GetString());
    }

    [CompilerFact]
    public async Task A_property_that_Azure_does_not_know_is_a_warning()
    {
        var folder = Directory.CreateTempSubdirectory("bicep-").FullName;
        try
        {
            var file = Path.Combine(folder, "data.bicep");
            await File.WriteAllTextAsync(file, Template.Committed.Sources["modules/data-storage.bicep"].Replace("allowSharedKeyAccess", "allowSharedKeys", StringComparison.Ordinal));

            Assert.Contains("allowSharedKeys", (await BicepCompiler.Run("build", file, "--stdout")).Said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [CompilerFact]
    public async Task The_template_is_formatted_by_bicep_format()
    {
        foreach (var (file, source) in Template.Committed.Sources)
            Assert.Equal(source, (await BicepCompiler.Run("format", Checkout.PathOf("infra/" + file), "--stdout")).Output);
    }
}
