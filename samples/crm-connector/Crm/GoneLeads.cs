using System.Globalization;
using System.Text;

namespace LeadScoring.CrmConnector.Crm;

/// <summary>
/// Leads that left the CRM. Kept beside the file, ids and numbers only: a message that is delivered once more after the person was erased
/// must not write the address into the file again.
/// </summary>
internal sealed class GoneLeads
{
    private readonly SortedDictionary<string, long> _leads = new(StringComparer.Ordinal);

    /// <summary>Whether there is something to write.</summary>
    public bool Changed { get; private set; }

    /// <exception cref="CrmFileBusyException">A line is not <c>lead sequence</c>.</exception>
    public static GoneLeads Read(byte[]? text, string path)
    {
        var gone = new GoneLeads();
        foreach (var line in Encoding.ASCII.GetString(text ?? []).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(' ') is [var lead, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                gone._leads[lead] = sequence;
            else
                throw new CrmFileBusyException($"{path} does not hold lead ids with numbers", "Restore it from a copy. It says which people were erased; without it a late message could bring them back.");
        }

        return gone;
    }

    public byte[] Write() => Encoding.ASCII.GetBytes(string.Concat(_leads.Select(static lead => string.Create(CultureInfo.InvariantCulture, $"{lead.Key} {lead.Value}\n"))));

    /// <summary>Whether a lead had left when that message was sent, or with it.</summary>
    public bool Covers(string lead, long sequence) => _leads.TryGetValue(lead, out var gone) && sequence <= gone;

    public void Add(string lead, long sequence)
    {
        if (Covers(lead, sequence))
            return;
        _leads[lead] = sequence;
        Changed = true;
    }
}
