using System.Security.Cryptography;
using System.Text;

namespace LeadScoring.Benchmarks.Workload;

/// <summary>The workload as the files that other implementations read, checked against the published sums.</summary>
internal static class WorkloadFiles
{
    private const string LeadsHeader = "leadId\tjobTitle\tindustry\tcountry\temployees\temailDomain\n";
    private const string EventsHeader = "seq\tleadId\ttype\tts\tpath\tasset\tduration\tutm\tnewTitle\tnewEmployees\n";
    private const string LeadsMd5 = "cf05772d23f1d6c3286854a86059ee7a";
    private const string EventsMd5 = "bb384dc00922a69bc4201dd910e33ae4";

    /// <summary>Writes <c>leads.tsv</c> and <c>events.tsv</c> of 1,000,000 events; false when their bytes are not the published ones.</summary>
    public static bool Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var (leads, events) = WorkloadGenerator.Generate(1_000_000);
        return Write(Path.Combine(folder, "leads.tsv"), LeadsHeader, leads.Select(row => row.ToLine()), LeadsMd5)
            & Write(Path.Combine(folder, "events.tsv"), EventsHeader, events.Select(row => row.ToLine()), EventsMd5);
    }

    private static bool Write(string path, string header, IEnumerable<string> lines, string md5)
    {
        using (var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            writer.Write(header);
            foreach (var line in lines)
                writer.Write(line);
        }

        using var stream = File.OpenRead(path);
#pragma warning disable CA5351 // MD5 is what the published sums are in; it guards nothing.
        var actual = Convert.ToHexStringLower(MD5.HashData(stream));
#pragma warning restore CA5351
        Console.WriteLine($"{actual}  {path}  {(actual == md5 ? "as published" : $"expected {md5}")}");
        return actual == md5;
    }
}
