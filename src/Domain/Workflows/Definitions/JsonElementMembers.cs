using System.Text.Json;

namespace Financbase.Domain.Workflows.Definitions;

internal static class JsonElementMembers
{
    /// <summary>Like <c>TryGetProperty</c>, but false instead of an exception when the value is no object.</summary>
    public static bool TryGetMember(this JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out value);
    }
}
