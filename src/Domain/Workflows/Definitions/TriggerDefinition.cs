using System.Text.Json;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>One trigger, as written and as compiled.</summary>
public sealed record TriggerDefinition(
    string Type, JsonElement Json, CompiledTrigger Compiled, IReadOnlyList<StepReference> References);
