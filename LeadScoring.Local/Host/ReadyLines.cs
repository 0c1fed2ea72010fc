namespace LeadScoring.Local.Host;

/// <summary>What `leads up` prints when it can take requests: one line for programs, one for connectors where there is a local Service Bus, a link and three commands to try for people.</summary>
internal static class ReadyLines
{
    /// <param name="output">Where to.</param>
    /// <param name="url">Where the app listens.</param>
    /// <param name="key">Its master key.</param>
    /// <param name="link">Signs in once.</param>
    /// <param name="bus">Connection string of the local Service Bus; null where there is none.</param>
    public static async Task Print(TextWriter output, string url, string key, string link, string? bus)
    {
        await output.WriteLineAsync($"ready: {url}/app key={key}");
        if (bus is not null)
            await output.WriteLineAsync($"service bus: {bus}");
        foreach (var line in Frame(link))
            await output.WriteLineAsync(line);
        foreach (var line in Try(url, key))
            await output.WriteLineAsync(line);
        await output.FlushAsync();
    }

    /// <summary>A sign-in link in a frame, for people.</summary>
    public static IEnumerable<string> Frame(string link)
    {
        var lines = new[] { "Open the app; the link signs you in once:", link, "Another link: leads link", "Ctrl-C stops it; the data are kept." };
        var width = lines.Max(static line => line.Length);
        yield return $"┌{new string('─', width + 2)}┐";
        foreach (var line in lines)
            yield return $"│ {line.PadRight(width)} │";
        yield return $"└{new string('─', width + 2)}┘";
    }

    /// <summary>Captures an event (and leaves a second for its scoring, for those who paste all three at once); the hottest leads; why one lead has its score.</summary>
    public static IEnumerable<string> Try(string url, string key)
    {
        var header = $"-H 'x-api-key: {key}'";
        yield return $$$"""curl -s "{{{url}}}/api/v1/events" {{{header}}} -H 'content-type: application/json' -d '{"type":"asset.downloaded","lead":{"email":"ann@acme.example"},"properties":{"asset":"tco-guide","assetType":"whitepaper"},"profile":{"jobTitle":"VP Operations","company":"Acme"}}' && sleep 1""";
        yield return $"""curl -s "{url}/api/v1/leads?limit=5" {header}""";
        yield return $$"""lead=$(curl -s "{{url}}/api/v1/leads/find" {{header}} -d '{"email":"ann@acme.example"}' | cut -d'"' -f4) && curl -s "{{url}}/api/v1/leads/$lead/explanation?model=b2b-saas" {{header}}""";
    }
}
