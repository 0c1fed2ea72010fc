namespace LeadScoring.Functions.Storage;

internal static class TableNames
{
    public const string Leads = "Leads";
    public const string Due = "Due";
    public const string Board = "Board";
    public const string Models = "Models";
    public const string Rejected = "Rejected";
    public const string Parked = "Parked";
    public const string Reports = "Reports";
    public const string Sources = "Sources";
    public const string Audit = "Audit";
    public const string Messages = "Messages";

    public static readonly string[] All = [Leads, Due, Board, Models, Rejected, Parked, Reports, Sources, Audit, Messages];
}
