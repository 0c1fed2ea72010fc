using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Explanations;

namespace LeadScoring.Local.LogScoring;

/// <summary>Writes scored leads, one a line.</summary>
/// <param name="model">The model.</param>
/// <param name="form">How.</param>
/// <param name="stream">Where to; it stays open.</param>
internal sealed class ScoreWriter(ScoringModel model, ScoreForm form, Stream stream) : IDisposable
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StreamWriter _text = new(stream, new UTF8Encoding(false), bufferSize: 64 * 1024, leaveOpen: true) { NewLine = "\n" };

    private bool AddsUp => model.Definition.Points is not null;

    /// <summary>What comes before the leads.</summary>
    public void Begin()
    {
        if (form == ScoreForm.Csv)
            Row(["lead", "score", AddsUp ? "progress" : "grade", .. model.Definition.Dimensions.Select(static dimension => dimension.Name), "route", "until"]);
    }

    /// <summary>Writes a lead.</summary>
    public void Write(ScoredLead lead)
    {
        if (form == ScoreForm.Csv)
        {
            Row([lead.Name, Number(lead.Score), lead.Progress is { } progress ? Number(progress) : lead.Grade.ToString()!, .. lead.Dimensions.Select(Number), lead.RouteId, lead.Until?.ToString() ?? ""]);
            return;
        }

        _text.Flush();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            if (form == ScoreForm.Lines)
                JsonSerializer.Serialize(json, Short(lead), ScoreJson.Default.ScoreLine);
            else
                JsonSerializer.Serialize(json, Whole(lead, lead.Explanation ?? throw new ArgumentException("The lead has no explanation to write.", nameof(lead))), ScoreJson.Default.ExplainedLine);
        }

        _text.Write('\n');
    }

    public void Dispose() => _text.Dispose();

    private ScoreLine Short(ScoredLead lead) => new(
        lead.Name,
        lead.Score,
        lead.Grade?.ToString(),
        AddsUp ? null : model.Definition.Dimensions.Zip(lead.Dimensions).ToDictionary(static dimension => dimension.First.Name, static dimension => dimension.Second, StringComparer.Ordinal),
        lead.Progress,
        lead.RouteId,
        lead.Until);

    private ExplainedLine Whole(ScoredLead lead, Explanation explanation)
    {
        var figures = new ExplainedFigures(model, explanation);
        return new ExplainedLine(
            lead.Name,
            explanation.AsOf,
            figures.Score,
            explanation.Grade?.ToString(),
            explanation.Target?.Points,
            explanation.Progress,
            explanation.RouteId,
            explanation.Missing,
            AddsUp ? null : figures.Dimensions,
            figures.Categories,
            figures.Ledger(static _ => null, static _ => []),
            explanation.Known,
            lead.Until);
    }

    private void Row(IEnumerable<string> cells) => _text.WriteLine(string.Join(',', cells.Select(Cell)));

    private static string Cell(string text)
    {
        var shown = SpreadsheetCell.Of(text);
        return shown.AsSpan().IndexOfAny(",\"\r\n") < 0 ? shown : $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How leads are written.</summary>
internal enum ScoreForm
{
    /// <summary>A line of names, then a line per lead.</summary>
    Csv,

    /// <summary>A JSON object per lead.</summary>
    Lines,

    /// <summary>The same with exact figures, categories and ledger.</summary>
    Explained,
}
