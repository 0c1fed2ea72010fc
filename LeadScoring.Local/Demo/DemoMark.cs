using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Local.Demo;

/// <summary>Which demo a data folder holds and how far it is, so that the next start sends no other and finishes an interrupted one with the same events.</summary>
/// <param name="Now">When the demo was begun: the end of its ninety days.</param>
/// <param name="Seed">Of the data.</param>
/// <param name="Leads">How many.</param>
/// <param name="Done">It is complete.</param>
/// <param name="Step">Steps that are complete; the one after them may have been interrupted.</param>
/// <param name="Clock">What the clock was set to for the step under way; null before the first.</param>
internal sealed record DemoMark(
    [property: JsonPropertyName("now")] DateTimeOffset Now,
    [property: JsonPropertyName("seed")] int Seed,
    [property: JsonPropertyName("leads")] int Leads,
    [property: JsonPropertyName("done")] bool Done,
    [property: JsonPropertyName("step")] int Step = 0,
    [property: JsonPropertyName("clock")] DateTimeOffset? Clock = null)
{
    private const string Name = "demo.json";

    // No step takes so long: when it is done again, it decides nothing at an earlier time than what it had decided before.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    /// <summary>The mark of a data folder; null when it has none.</summary>
    public static DemoMark? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, Name)), DemoMarkJson.Default.DemoMark);
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    public void Write(string folder)
    {
        var file = Path.Combine(folder, Name);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(this, DemoMarkJson.Default.DemoMark));
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>The mark of a run that goes on after an interruption: the step under way is done again, at a time after everything that came of it.</summary>
    public DemoMark Resumed() => this with { Clock = Clock + Again };
}

[JsonSerializable(typeof(DemoMark))]
internal sealed partial class DemoMarkJson : JsonSerializerContext;
