namespace Financbase.Domain.Access;

/// <summary>The kinds of things that a grant can name: those whose use cases ask about the very thing.</summary>
public static class ResourceTypes
{
    public const string BankAccount = "bank_account";

    public const string Workflow = "workflow";
}
