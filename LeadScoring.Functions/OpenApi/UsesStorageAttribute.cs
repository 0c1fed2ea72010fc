namespace LeadScoring.Functions.OpenApi;

/// <summary>The function reads or writes storage by <see cref="Http.StorageFailures"/>, and so has its refusals.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class UsesStorageAttribute : ApiDescriptionAttribute;
