namespace LeadScoring.Local.Host;

/// <summary>RFC 9457 answers of the host itself; those of the app are the app's.</summary>
internal static class LocalProblem
{
    public static IResult Of(int status, string code, string title, string detail, string fix) => Results.Problem(
        detail, statusCode: status, title: title, type: $"https://leadscoring.dev/errors/{code}", extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code, ["fix"] = fix });
}
