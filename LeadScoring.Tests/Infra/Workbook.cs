using System.Text.Json;

namespace LeadScoring.Tests.Infra;

/// <summary>infra/workbook.json, as far as the tests read it.</summary>
internal static class Workbook
{
    private const int Text = 1;
    private const int Query = 3;

    private static readonly Lazy<JsonElement> Document = new(static () =>
    {
        using var document = JsonDocument.Parse(Checkout.Text("infra/workbook.json"));
        return document.RootElement.Clone();
    });

    public static JsonElement Root => Document.Value;

    public static IEnumerable<JsonElement> Items() => Root.At("items").EnumerateArray();

    /// <summary>The pictures and tables.</summary>
    public static IEnumerable<(string Name, string Title, string Query)> Panels() => Items().Where(static item => item.At("type").GetInt32() == Query)
        .Select(static item => (item.At("name").GetString()!, item.At("content/title").GetString()!, item.At("content/query").GetString()!));

    /// <summary>The texts between them.</summary>
    public static IEnumerable<string> Texts() => Items().Where(static item => item.At("type").GetInt32() == Text).Select(static item => item.At("content/json").GetString()!);
}
