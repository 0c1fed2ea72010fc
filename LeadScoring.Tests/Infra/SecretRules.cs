using System.Text.RegularExpressions;

namespace LeadScoring.Tests.Infra;

/// <summary>No key is read, written down or told: identities are enough.</summary>
internal static partial class SecretRules
{
    public static IEnumerable<string> Broken(Template template)
    {
        foreach (var (file, source) in template.Sources)
        {
            foreach (Match found in Key().Matches(source))
                yield return $"{file}: '{found.Value}' reads or holds a key.";
        }

        foreach (var (file, content) in template.Files)
        {
            var secure = content.Params.Where(static param => param.IsSecure).Select(static param => param.Name).ToList();
            foreach (var output in content.Outputs)
            {
                if (output.Value.Texts().Append(output.Name).Any(text => Telling().IsMatch(text) || secure.Exists(name => Names(text, name))))
                    yield return $"{file}: the output {output.Name} tells a secret.";
            }

            foreach (var param in content.Params.Where(static param => param.Name.EndsWith("Key", StringComparison.Ordinal) && !param.IsSecure))
                yield return $"{file}: the parameter {param.Name} is not secure.";

            // What is secure stays so on its way down.
            foreach (var module in content.Modules)
            {
                foreach (var given in module.Body.At("params").EnumerateObject().Where(given => given.Value.Texts().Any(text => secure.Exists(name => Names(text, name)))))
                {
                    if (template.Files[module.Path].Params.FirstOrDefault(param => param.Name == given.Name) is not { IsSecure: true })
                        yield return $"{file}: {given.Name} of the module {module.Symbol} gets a secret and is not secure.";
                }
            }

            foreach (var resource in content.Resources.Where(static resource => resource.Type != "Microsoft.KeyVault/vaults/secrets"))
            {
                if (resource.Body.Texts().Any(text => secure.Exists(name => Names(text, name))))
                    yield return $"{file}: {resource} is given a secret.";
            }
        }
    }

    private static bool Names(string text, string name) => Regex.IsMatch(text, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    // listKeys(), .listKeys(), listAccountSas() ...; parts of connection strings.
    [GeneratedRegex("\\blist[A-Z][A-Za-z]*\\(|AccountKey|SharedAccessKey|SharedAccessSignature|DefaultEndpointsProtocol|primaryKey|authorizationRules|getSecret", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("ConnectionString|InstrumentationKey|CONNECTION_STRING|properties\\.value", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Telling();
}
