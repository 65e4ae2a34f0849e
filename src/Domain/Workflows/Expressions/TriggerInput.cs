using System.Text.Json;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>What started an execution.</summary>
/// <param name="Data"><c>trigger.*</c>: the event's data, or the input of a manual start.</param>
/// <param name="Event"><c>trigger.$event</c>: the event's envelope; undefined when no event started it.</param>
public readonly record struct TriggerInput(JsonElement Data, JsonElement Event = default);
