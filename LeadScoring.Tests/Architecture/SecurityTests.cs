using System.Net.Sockets;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Functions;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Sources.Verification;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Tests.Architecture;

/// <summary>Rules of security that hold for all code, whatever a request looks like.</summary>
public sealed class SecurityTests
{
    private static readonly Assembly App = typeof(Registration).Assembly;
    private static readonly Assembly Domain = typeof(ScoringModel).Assembly;

    [Fact]
    public void Secrets_and_signatures_are_compared_in_a_time_that_does_not_depend_on_them()
    {
        Assert.Contains(typeof(HmacSignature).GetMethods().SelectMany(Calls.Of), IsConstant);
        Assert.Contains(typeof(SharedSecret).GetMethods().SelectMany(Calls.Of), IsConstant);
        Assert.DoesNotContain(
            Calls.Of(App, static type => type.Namespace == typeof(Verifier).Namespace),
            static called => called.Name is "SequenceEqual" or "SequenceCompareTo" || (called.Name == "Equals" && called.DeclaringType == typeof(string)));

        static bool IsConstant(MethodBase called) => called.DeclaringType == typeof(CryptographicOperations) && called.Name == nameof(CryptographicOperations.FixedTimeEquals);
    }

    [Fact]
    public void No_part_of_the_app_can_call_an_address()
    {
        var callers = new[] { typeof(HttpClient), typeof(HttpMessageInvoker), typeof(Socket), typeof(TcpClient), typeof(UdpClient), typeof(System.Net.Dns), typeof(System.Net.WebRequest) };

        Assert.DoesNotContain(new[] { App, Domain }.SelectMany(static assembly => Calls.Of(assembly, static _ => true)), called => callers.Contains(called.DeclaringType));
    }

    [Fact]
    public void No_regular_expression_can_be_made_to_backtrack()
    {
        var generated = new[] { App, Domain }.SelectMany(static assembly => assembly.GetTypes())
            .SelectMany(static type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(static member => member.GetCustomAttribute<GeneratedRegexAttribute>())
            .OfType<GeneratedRegexAttribute>();

        Assert.All(generated, static pattern => Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking), pattern.Pattern));
        // Made at run time in one place only, from the patterns of models, which LeadScoring.Tests/Models holds to the same.
        Assert.Equal(
            ["Patterns"],
            new[] { App, Domain }.SelectMany(static assembly => assembly.GetTypes())
                .Where(static type => !typeof(Regex).IsAssignableFrom(type) && type.Namespace?.StartsWith("LeadScoring", StringComparison.Ordinal) == true
                    && type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).SelectMany(Calls.Of)
                        .Any(static called => called is ConstructorInfo && called.DeclaringType == typeof(Regex)))
                .Select(static type => type.Name).Distinct());
    }

    [Fact]
    public void Hooks_take_the_methods_that_vendors_use_and_no_other()
    {
        var triggers = typeof(CaptureWebhook).GetMethods().SelectMany(static method => method.GetParameters()).Select(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().ToList();

        Assert.Equal(2, triggers.Count);
        Assert.All(triggers, static trigger => Assert.Equal(["post", "get", "head", "options"], trigger.Methods!));
    }

    // The parts of a workbook are XML, which its library reads without definitions: WorkbookImportTests holds that. The app itself knows only the exception.
    [Fact]
    public void Nothing_that_is_sent_is_read_as_xml() =>
        Assert.Equal(["XmlException"], new[] { App, Domain }.SelectMany(TypesOfXml).Distinct(StringComparer.Ordinal));

    private static IEnumerable<string> TypesOfXml(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Where(type => metadata.GetString(type.Namespace).StartsWith("System.Xml", StringComparison.Ordinal)).Select(type => metadata.GetString(type.Name))];
    }
}
