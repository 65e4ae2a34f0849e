namespace Financbase.Web.Pages.Secrets;

public sealed record SecretInput
{
    public string? Name { get; init; }

    public string? Value { get; init; }

    public string? Description { get; init; }

    /// <summary>The one that the page showed.</summary>
    public int? Revision { get; init; }
}
