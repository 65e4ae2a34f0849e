using System.Text.Json;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>A rendered value as a list.</summary>
internal static class StepList
{
    /// <param name="value">A list; nothing is an error, since it is more often a misspelt reference than an empty list.</param>
    /// <param name="what">Of the configuration, for the error.</param>
    /// <exception cref="DomainException"><c>workflows.not_a_list</c>.</exception>
    public static JsonElement Of(JsonElement value, string what) => value.ValueKind == JsonValueKind.Array
        ? value
        : throw new DomainException(Error.Rule("workflows.not_a_list", $"“{what}” did not work out to a list."));
}
