using System.Text.Json.Nodes;

namespace Financbase.Infrastructure.Audit;

/// <summary>One property before and after. Of a hidden one only whether there was and is a value is known.</summary>
internal sealed record AuditedField(AuditedValue? Before, AuditedValue? After, bool IsHidden)
{
    public const string HiddenText = "(hidden)";

    public bool IsChanged => IsHidden || Before?.Json.ToJsonString() != After?.Json.ToJsonString();

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Before is not null)
            json["before"] = IsHidden ? HiddenText : Before.Json.DeepClone();
        if (After is not null)
            json["after"] = IsHidden ? HiddenText : After.Json.DeepClone();
        if (IsHidden)
            json["hidden"] = true;
        else if (Before?.IsTruncated == true || After?.IsTruncated == true)
            json["truncated"] = true;
        return json;
    }
}

/// <summary>A value as it is kept: JSON, at most so long.</summary>
internal sealed record AuditedValue(JsonNode Json, bool IsTruncated = false);
