using System.Diagnostics;
using System.Text;

using Azure;

namespace LeadScoring.Local.Host;

/// <summary>An exception as it may be logged: types, codes and places. A message may quote an address or a body, so none is shown.</summary>
internal static class ExceptionText
{
    public static string Describe(Exception exception)
    {
        var text = new StringBuilder();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (text.Length > 0)
                text.Append(" <- ");
            text.Append(cause.GetType().FullName);
            if (cause is RequestFailedException refused)
                text.Append(' ').Append(refused.Status).Append(' ').Append(refused.ErrorCode);
        }
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames().Take(12))
        {
            text.Append("\n   at ").Append(frame.GetMethod()?.DeclaringType?.FullName).Append('.').Append(frame.GetMethod()?.Name);
            if (frame.GetFileName() is { } file)
                text.Append(" (").Append(Path.GetFileName(file)).Append(':').Append(frame.GetFileLineNumber()).Append(')');
        }
        return text.ToString();
    }
}
