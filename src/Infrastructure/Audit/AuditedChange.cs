using System.Text.Json.Nodes;

namespace Financbase.Infrastructure.Audit;

internal enum ChangeKind
{
    Added,
    Changed,
    Removed,
}

/// <summary>What one unit of work did to one row of an audited entity.</summary>
internal sealed record AuditedChange(
    string Kind, string Id, string? Label, ChangeKind Change, IReadOnlyDictionary<string, AuditedField> Fields)
{
    /// <summary>This and what the same unit of work did to the same row later; null when nothing is left of both.</summary>
    public AuditedChange? Then(AuditedChange later)
    {
        if (Change == ChangeKind.Added && later.Change == ChangeKind.Removed)
            return null;

        var fields = new Dictionary<string, AuditedField>(Fields);
        foreach (var (name, field) in later.Fields)
            fields[name] = fields.TryGetValue(name, out var first) ? field with { Before = first.Before } : field;
        return later with { Change = Change == ChangeKind.Added ? ChangeKind.Added : later.Change, Fields = fields };
    }

    public JsonObject ToJson()
    {
        var fields = new JsonObject();
        foreach (var (name, field) in Fields.Where(field => field.Value.IsChanged))
            fields[name] = field.ToJson();
        return new JsonObject
        {
            ["kind"] = Kind,
            ["id"] = Id,
            ["label"] = Label,
            ["change"] = Change.ToString().ToLowerInvariant(),
            ["fields"] = fields,
        };
    }
}
