namespace Financbase.Application.Audit;

/// <summary>Says what the audit log makes of a command. Each carries exactly one.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class AuditMarkAttribute : Attribute;

/// <summary>The command leaves a row in its organization's audit log, written by the pipeline.</summary>
/// <param name="action">Stable public name, <c>kind.verb</c>; never renamed, since rows are kept for years.</param>
/// <param name="words">For people, what was done, e.g. “Opened a bank account”.</param>
public sealed class AuditedAttribute(string action, string words) : AuditMarkAttribute
{
    public string Action { get; } = action;

    public string Words { get; } = words;
}

/// <summary>The command leaves none, for a reason: it belongs to no organization, or changes nothing that anybody answers for.</summary>
public sealed class NotAuditedAttribute(string reason) : AuditMarkAttribute
{
    public string Reason { get; } = reason;
}
