using System.Text.Json;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>What a finished step left: <c>steps.&lt;key&gt;.output</c> and, if it failed, <c>steps.&lt;key&gt;.error</c>.</summary>
public sealed record RecordedResult(JsonElement Output, JsonElement Error = default);

public interface IStepResults
{
    /// <summary>The result of the step with this key, or null when it has none.</summary>
    RecordedResult? Find(string key);
}
