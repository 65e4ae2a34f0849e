using System.Text.Json;

namespace Financbase.Application.Audit;

/// <summary>A row of the audit log.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">Stable name.</param>
/// <param name="Target">What it was done to, where it was one thing.</param>
/// <param name="Changes">What changed: <c>[{kind, id, label, change: added|changed|removed, fields: {name: {before, after, hidden?, truncated?}}}]</c>.</param>
/// <param name="Omitted">How many changes did not fit into the row.</param>
/// <param name="Summary">Counts and names of what was written in bulk.</param>
/// <param name="RequestId">As the API told its caller.</param>
/// <param name="AuthMethod"><c>session</c>, <c>api_key</c> or <c>verb</c>.</param>
/// <param name="SessionId">The sign-in.</param>
/// <param name="ApiKeyId">The key.</param>
/// <param name="Address">Where the request came from.</param>
/// <param name="CausedBy">The event that led to it.</param>
public sealed record AuditLogView(
    Guid Id, DateTimeOffset At, AuditActor Actor, string Action, AuditTarget? Target, JsonElement Changes, int Omitted, JsonElement Summary,
    string? RequestId, string? AuthMethod, Guid? SessionId, Guid? ApiKeyId, string? Address, Guid? CausedBy)
{
    public string Words => AuditActions.WordsOf(Action);
}

/// <summary>Who acted.</summary>
/// <param name="Kind"><c>user</c>, <c>api_key</c>, <c>workflow</c>, <c>operator</c> or <c>system</c>.</param>
/// <param name="Id">Stable text, e.g. <c>user:…</c>.</param>
/// <param name="UserId">The person, or whose key it was.</param>
/// <param name="Name">E-mail address or key's name at that time.</param>
public sealed record AuditActor(string Kind, string Id, Guid? UserId, string? Name);

/// <summary>Which rows are wanted; each part narrows.</summary>
/// <param name="Who">A person's or key's id, or a part of its name.</param>
/// <param name="Action">An action, or a family such as <c>bank_account.*</c>.</param>
/// <param name="TargetId">What it was done to.</param>
/// <param name="From">At this moment or later.</param>
/// <param name="To">Before this moment.</param>
/// <param name="Text">Anywhere in the labels and values.</param>
public sealed record AuditFilter(
    string? Who = null, string? Action = null, string? TargetId = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Text = null);
