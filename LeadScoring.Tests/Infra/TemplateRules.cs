namespace LeadScoring.Tests.Infra;

/// <summary>What must hold of the template. A rule says what is wrong and where; nothing said, nothing wrong.</summary>
internal static class TemplateRules
{
    /// <summary>Everything that is wrong.</summary>
    public static IReadOnlyList<string> Broken(Template template) =>
    [
        .. Syntax(template),
        .. VersionRules.Broken(template),
        .. PropertyRules.Broken(template),
        .. RoleRules.Broken(template),
        .. SecretRules.Broken(template),
        .. ModuleRules.Broken(template),
    ];

    private static IEnumerable<string> Syntax(Template template) =>
        from file in template.Files
        from error in file.Value.Errors
        select $"{file.Key}({error.Line},{error.Column}): {error.What}";
}
