using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LeadScoring.CrmConnector.Mapping;

/// <summary>Values of JSON as they were written.</summary>
internal static class RawJson
{
    /// <summary>The value's text; bytes that are not UTF-8 become U+FFFD, where the base library would throw.</summary>
    public static string TextOf(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
}
