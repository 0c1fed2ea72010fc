namespace LeadScoring.Domain.Events;

/// <summary>The path of an absolute http(s) URL: without query and fragment, escapes kept.</summary>
internal static class UrlPath
{
    /// <summary>Where the path stands in the text; length 0 stands for <c>/</c>. False for anything but an absolute http(s) URL.</summary>
    public static bool TryFind(string url, out int start, out int length)
    {
        start = length = 0;
        var text = url.AsSpan();
        var blank = text.Length - text.TrimStart().Length;
        var rest = text.Trim();
        var scheme = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : 0;
        if (scheme == 0)
            return false;
        var host = rest[scheme..].IndexOfAny('/', '?', '#');
        if (host == 0 || rest.Length == scheme)
            return false;
        if (host < 0)
            return true;
        var path = rest[(scheme + host)..];
        var end = path.IndexOfAny('?', '#');
        start = blank + scheme + host;
        length = end < 0 ? path.Length : end;
        return true;
    }
}
