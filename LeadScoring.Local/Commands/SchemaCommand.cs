using System.CommandLine;

using LeadScoring.Domain.Models.Schema;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads schema</c>: the JSON Schema of the model language, made from the code. 0 = it is written.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var to = new Option<string?>("--to") { Description = "The file docs/reference/model.schema.json of a checkout, which is written." };
        var command = new LeadsCommand("schema", "Print the JSON Schema of models, with which editors complete and check them.", "leads schema > model.schema.json", "leads schema --to docs/reference/model.schema.json") { to };
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            if (parsed.GetValue(to) is { } file)
                await File.WriteAllTextAsync(file, ModelSchema.Text, cancellation);
            else
                await Console.Out.WriteAsync(ModelSchema.Text.AsMemory(), cancellation);
            return ExitCodes.Done;
        }));
        return command;
    }
}
