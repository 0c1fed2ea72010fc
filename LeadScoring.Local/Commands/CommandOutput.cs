using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeadScoring.Local.Commands;

/// <summary>What a command says: lines for people on standard output, or with <c>--json</c> one JSON value there and the lines on standard error.</summary>
internal sealed class CommandOutput(bool isJson)
{
    // Names of people and places stay readable; the output is no page of HTML.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether another program reads.</summary>
    public bool IsJson => isJson;

    /// <summary>Where lines for people go.</summary>
    public TextWriter Lines => isJson ? Console.Error : Console.Out;

    /// <summary>The option, to be added to a command.</summary>
    public static Option<bool> CreateOption() => new("--json") { Description = "Print the result as JSON on standard output; what is said to people goes to standard error." };

    /// <summary>Says a line.</summary>
    public void Line(string text) => Lines.WriteLine(text);

    /// <summary>Says the result; nothing where people read.</summary>
    public void Result(JsonNode result)
    {
        if (isJson)
            Console.Out.WriteLine(result.ToJsonString(Indented));
    }

    /// <summary>An answer of the app, as it is.</summary>
    public void Result(JsonDocument answer)
    {
        if (isJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(answer.RootElement, Indented));
    }
}
