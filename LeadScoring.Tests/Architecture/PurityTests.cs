using System.Reflection;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;

namespace LeadScoring.Tests.Architecture;

public sealed class PurityTests
{
    [Fact]
    public void The_domain_references_the_base_library_a_yaml_parser_and_time_zones_only()
    {
        var references = typeof(ScoringModel).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.All(references, name => Assert.True(name is "YamlDotNet" or "NodaTime" || name.StartsWith("System.", StringComparison.Ordinal), name));
    }

    [Theory]
    [InlineData("System.Net")]
    [InlineData("System.IO.FileSystem")]
    [InlineData("System.Threading.Tasks")]
    [InlineData("System.Diagnostics.Process")]
    public void The_domain_does_no_input_or_output(string assembly) =>
        Assert.DoesNotContain(typeof(ScoringModel).Assembly.GetReferencedAssemblies(), reference => reference.Name!.StartsWith(assembly, StringComparison.Ordinal));

    [Fact]
    public void No_member_of_the_domain_returns_a_task() => Assert.DoesNotContain(
        typeof(ScoringModel).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)),
        method => typeof(Task).IsAssignableFrom(method.ReturnType));
}
