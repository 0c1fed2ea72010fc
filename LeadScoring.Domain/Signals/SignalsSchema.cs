using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Signals.States;

namespace LeadScoring.Domain.Signals;

/// <summary>The stored form of signals: its version, and the fingerprint that ties it to the model's way of remembering.</summary>
internal static class SignalsSchema
{
    /// <summary>Written; this and all lower ones are read for ever.</summary>
    public const int Version = 1;

    /// <summary>The reader behind the header.</summary>
    /// <exception cref="SignalsFormatException">Corrupt, of a newer schema, or of another model.</exception>
    public static SignalsReader Open(ReadOnlySpan<byte> bytes, ScoringModel model)
    {
        if (bytes.Length > 0 && bytes[0] is > Version and < 0x80)
        {
            throw new SignalsFormatException(
                $"Stored signals have schema {bytes[0]}, and this version reads up to {Version}: they were written by a newer version of the product. Run that version, or rebuild the lead from its log.")
            { IsNewer = true };
        }

        var reader = new SignalsReader(bytes);
        if (reader.Number() != Version)
            throw SignalsReader.Corrupt("the schema version is impossible");
        return reader.Raw() == model.SignalsFingerprint
            ? reader
            : throw new SignalsFormatException(
                $"Stored signals belong to another model or version than '{model.Definition.Id}'. Rebuild the lead from its log.");
    }
}
