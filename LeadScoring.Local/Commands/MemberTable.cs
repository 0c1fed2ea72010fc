using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Client;

using Spectre.Console;

namespace LeadScoring.Local.Commands;

/// <summary>A table of JSON objects: those of the asked members that at least one of them has.</summary>
internal static class MemberTable
{
    /// <summary>Prints it to standard output.</summary>
    /// <param name="rows">Each row as the objects in which its members are looked for, in this order.</param>
    /// <param name="members">Names, in order.</param>
    public static void Write(IReadOnlyList<IReadOnlyList<JsonElement>> rows, IReadOnlyList<string> members)
    {
        var shown = members.Where(member => rows.Any(row => Find(row, member).Length > 0)).ToList();
        var table = new Table().AddColumns([.. shown]);
        foreach (var row in rows)
            table.AddRow([.. shown.Select(member => Markup.Escape(Find(row, member)))]);
        Consoles.Output().Write(table);
    }

    private static string Find(IReadOnlyList<JsonElement> row, string member)
    {
        foreach (var part in row)
        {
            if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty(member, out var value) && Text(value) is { Length: > 0 } text)
                return text;
        }

        return "";
    }

    /// <summary>A value in one line; empty for null.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Where(static member => Text(member.Value).Length > 0).Select(static member => $"{member.Name} {Text(member.Value)}")),
        _ => JsonText.Raw(value),
    };
}
