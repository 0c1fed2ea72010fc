using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Local.Seeding;

/// <summary>Which demo a data folder holds, so that the next start sends no other and an interrupted one is finished with the same events.</summary>
internal sealed record DemoMark(
    [property: JsonPropertyName("now")] DateTimeOffset Now,
    [property: JsonPropertyName("seed")] int Seed,
    [property: JsonPropertyName("leads")] int Leads,
    [property: JsonPropertyName("done")] bool Done)
{
    public static DemoMark? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), DemoMarkJson.Default.DemoMark);
        }
        catch (Exception exception) when (exception is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    public void Write(string file)
    {
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(this, DemoMarkJson.Default.DemoMark));
        File.Move(file + ".new", file, overwrite: true);
    }
}

[JsonSerializable(typeof(DemoMark))]
internal sealed partial class DemoMarkJson : JsonSerializerContext;
