using System.Reflection;
using LeadScoring.CrmConnector.Messages;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions;
using LeadScoring.Local.Host;
using LeadScoring.Tests.Architecture;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.Telemetry;

/// <summary>What the code can log at all.</summary>
public sealed class LogTests
{
    private static readonly string[] Personal = ["address", "body", "cookie", "content", "credential", "email", "header", "ip", "mail", "name", "password", "path", "phone", "profile", "query", "secret", "signature", "text", "token", "uri", "url"];

    private static readonly Assembly[] Code = [typeof(Registration).Assembly, typeof(LocalApp).Assembly, typeof(LeadMessage).Assembly];

    private static readonly List<(MethodInfo Method, LoggerMessageAttribute Log)> Logs =
    [
        .. Code.SelectMany(static assembly => assembly.GetTypes())
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Select(static method => (method, method.GetCustomAttribute<LoggerMessageAttribute>()!)).Where(static pair => pair.Item2 is not null),
    ];

    [Fact]
    public void Every_log_message_has_a_unique_id()
    {
        Assert.True(Logs.Count > 20);
        Assert.All(Logs, static pair => Assert.True(pair.Log.EventId > 0, pair.Method.Name));
        Assert.Empty(Logs.GroupBy(static pair => pair.Log.EventId).Where(static same => same.Count() > 1).Select(static same => $"{same.Key}: {string.Join(", ", same.Select(static pair => $"{pair.Method.DeclaringType!.Name}.{pair.Method.Name}"))}"));
    }

    [Fact]
    public void No_log_message_takes_personal_or_secret_values() => Assert.DoesNotContain(
        Logs.SelectMany(static pair => pair.Method.GetParameters()).Where(static parameter => !typeof(ILogger).IsAssignableFrom(parameter.ParameterType)),
        static parameter => typeof(Exception).IsAssignableFrom(parameter.ParameterType) || Words(parameter.Name!).Any(static word => Personal.Contains(word, StringComparer.Ordinal)));

    [Fact]
    public void Every_log_message_is_a_LoggerMessage() => Assert.DoesNotContain(
        Code.SelectMany(static assembly => Calls.Of(assembly, static type => type.Namespace?.StartsWith("LeadScoring", StringComparison.Ordinal) == true)),
        static called => called.DeclaringType == typeof(LoggerExtensions));

    [Fact]
    public void Every_log_message_is_on_the_page_of_logs_and_no_other()
    {
        var page = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "operations", "observability.md"));
        var documented = page.Where(static line => line.Length > 6 && line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2])).Select(static line => line.Split('|')[1].Trim());

        // The connector is a sample and its logs are not the app's.
        Assert.Equal(Logs.Where(static pair => pair.Method.DeclaringType!.Assembly != typeof(LeadMessage).Assembly).Select(static pair => pair.Log.EventId.ToString(System.Globalization.CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    // leadId is lead and id.
    private static string[] Words(string name) =>
        string.Concat(name.Select(static c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString())).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
