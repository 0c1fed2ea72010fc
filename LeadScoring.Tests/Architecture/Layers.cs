namespace LeadScoring.Tests.Architecture;

/// <summary>The order of a project's folders, from the ground up: a folder may use those of the rows before its own, never one of a later row or another of its own.</summary>
/// <param name="root">The namespace of the project's own folder, which is called <c>.</c> here.</param>
/// <param name="rows">Folders as paths, separated by blanks.</param>
internal sealed class Layers(string root, params string[] rows)
{
    private readonly Dictionary<string, int> _rows = rows
        .SelectMany(static (row, index) => row.Split(' ').Select(folder => (Folder: folder, Index: index)))
        .ToDictionary(static place => place.Folder, static place => place.Index, StringComparer.Ordinal);

    /// <summary>What breaks the order, in words; empty when nothing does.</summary>
    public IReadOnlyList<string> Check(IReadOnlyCollection<TypeUse> uses)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            // Types without a namespace of ours are the compiler's and the generators' own.
            if (FolderOf(use.FromNamespace) is not { } from || FolderOf(use.ToNamespace) is not { } to || from == to)
                continue;
            if (!_rows.TryGetValue(from, out var own))
                found.Add($"The folder {from} has no place.");
            else if (!_rows.TryGetValue(to, out var other))
                found.Add($"The folder {to} has no place.");
            else if (other >= own)
                found.Add($"{from} may not use {to}, which is {(other > own ? "above" : "beside")} it: {use.From} uses {use.To}.");
        }

        return [.. found];
    }

    /// <summary>Folders that stand in one of the two only: in the table, or among the namespaces of a project.</summary>
    public IReadOnlyList<string> Differences(IEnumerable<string?> namespaces)
    {
        var folders = namespaces.Select(FolderOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. folders.Except(_rows.Keys).Select(static folder => $"The folder {folder} has no place."), .. _rows.Keys.Except(folders).Select(static folder => $"There is no folder {folder}.")];
    }

    private string? FolderOf(string? space) =>
        space == root ? "."
        : space?.StartsWith(root + ".", StringComparison.Ordinal) == true ? space[(root.Length + 1)..].Replace('.', '/')
        : null;
}
