namespace LeadScoring.Tests.Infra;

/// <summary>What the compiler would say of modules and names, as far as the template uses them.</summary>
internal static class ModuleRules
{
    public static IEnumerable<string> Broken(Template template)
    {
        foreach (var (file, content) in template.Files)
        {
            foreach (var told in content.Params.Select(static param => (param.Name, param.Decorators)).Concat(content.Outputs.Select(static output => (output.Name, output.Decorators))))
            {
                if (told.Decorators.At("description").ValueKind == System.Text.Json.JsonValueKind.Undefined)
                    yield return $"{file}: {told.Name} is not described.";
            }

            foreach (var twice in content.Params.Select(static param => param.Name).Concat(content.Vars.Select(static variable => variable.Name))
                .Concat(content.Resources.Select(static resource => resource.Symbol)).Concat(content.Modules.Select(static module => module.Symbol))
                .GroupBy(static name => name, StringComparer.Ordinal).Where(static name => name.Count() > 1))
                yield return $"{file}: {twice.Key} is declared twice.";

            foreach (var broken in content.Modules.Where(module => template.Files.ContainsKey(module.Path)).SelectMany(module => Arguments(file, module, template.Files[module.Path])))
                yield return broken;
            foreach (var broken in Outputs(file, content, template))
                yield return broken;
        }

        if (template.Main.Modules.All(static module => module.Body.At("params/ruleId").Shown() != "masking.outputs.id"))
            yield return "main.bicep: no workspace is given the rule of masking.";
        foreach (var unused in template.Files.Keys.Except(template.Files.Values.SelectMany(static content => content.Modules).Select(static module => module.Path), StringComparer.Ordinal).Where(static file => file != "main.bicep"))
            yield return $"{unused}: nobody uses it.";
    }

    private static IEnumerable<string> Arguments(string file, BicepFile.Module module, BicepFile of)
    {
        var given = module.Body.At("params").EnumerateObject().Select(static argument => argument.Name).ToList();
        foreach (var unknown in given.Except(of.Params.Select(static param => param.Name), StringComparer.Ordinal))
            yield return $"{file}: the module {module.Symbol} has no parameter {unknown}.";
        foreach (var missing in of.Params.Where(static param => param.Default.ValueKind == System.Text.Json.JsonValueKind.Undefined).Select(static param => param.Name).Except(given, StringComparer.Ordinal))
            yield return $"{file}: the module {module.Symbol} is not given {missing}.";
    }

    // identity.outputs.appClientId: the module and its output are there.
    private static IEnumerable<string> Outputs(string file, BicepFile content, Template template)
    {
        var texts = content.Outputs.SelectMany(static output => output.Value.Texts()).Concat(content.Modules.SelectMany(static module => module.Body.Texts()));
        foreach (var parts in texts.Where(static text => text.Contains(".outputs.", StringComparison.Ordinal)).Select(static text => text.Split('.')))
        {
            var module = content.Modules.FirstOrDefault(module => module.Symbol == parts[0]);
            if (module is null || !template.Files.TryGetValue(module.Path, out var of) || of.Outputs.All(output => output.Name != parts[2]))
                yield return $"{file}: there is no {string.Join('.', parts)}.";
        }
    }
}
