using System.Reflection;

namespace LeadScoring.Tests.Standins;

/// <summary>
/// The stand-ins have the signatures of the original packages and nothing of their own: both are held against one list,
/// which was checked by hand against the API listings of Azure/azure-sdk-for-net and the sources of Azure/azure-functions-dotnet-worker.
/// Built with a feed's packages, the same list says what the product needs of them.
/// </summary>
public sealed class SignatureTests
{
    private static readonly string[] Packages = ["Azure.Data.Tables", "Azure.Storage.Queues", "Azure.Messaging.ServiceBus", "Microsoft.Azure.Functions.Worker", "Microsoft.Azure.Functions.Worker.OpenTelemetry"];

    private static readonly Dictionary<string, Type> Types = Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => Packages.Any(package => name == package || name.StartsWith(package + ".", StringComparison.Ordinal)))
        .SelectMany(name => Assembly.Load(name).GetExportedTypes())
        .DistinctBy(type => type.FullName, StringComparer.Ordinal)
        .ToDictionary(type => type.FullName!, StringComparer.Ordinal);

    private static readonly string[] Listed = [.. Read(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "standin-signatures.txt")))];

    [StandinFact]
    public void No_stand_in_has_a_member_that_the_list_of_original_signatures_lacks()
    {
        var invented = Types.Values.SelectMany(Signatures.Of).Except(Listed, StringComparer.Ordinal);

        Assert.Empty(invented);
    }

    [Fact]
    public void Every_listed_member_is_there()
    {
        var present = Types.Values.SelectMany(Signatures.Of).Select(Comparable).ToHashSet(StringComparer.Ordinal);

        var missing = Listed.ExceptBy(present, Comparable, StringComparer.Ordinal);

        Assert.Empty(missing);
    }

    [StandinFact]
    public void Each_package_has_its_stand_in() =>
        Assert.Equal(Packages.Order(StringComparer.Ordinal), Types.Values.Select(type => type.Assembly.GetName().Name!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    // An original may implement more interfaces, and its getters may have setters, without a caller noticing.
    private static string Comparable(string line) =>
        line.Split(" | ") is [_, _] ? line.Replace(" get; set; }", " get; }", StringComparison.Ordinal) : line.Split(" : ")[0];

    // An unindented line is a type, and the indented ones after it are its members.
    private static IEnumerable<string> Read(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ')
                type = line.Split(" : ")[0];
            yield return line[0] == ' ' ? $"{type} | {line.Trim()}" : line;
        }
    }
}
