namespace LeadScoring.Functions.Access;

/// <summary>What proved who a caller is.</summary>
internal enum Credential
{
    /// <summary>A key in the request, which only a program that has it can send.</summary>
    Key,

    /// <summary>The cookie of a session, which a browser sends by itself.</summary>
    Session,

    /// <summary>The principal of App Service authentication; its cookie, too, is sent by the browser itself.</summary>
    Principal,
}
