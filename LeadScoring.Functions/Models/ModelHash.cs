using System.Security.Cryptography;
using System.Text;

namespace LeadScoring.Functions.Models;

/// <summary>Names a document by its text, to the byte.</summary>
internal static class ModelHash
{
    private const int Characters = 32;

    /// <summary>32 hexadecimal digits of the text's SHA-256.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Characters];
}
