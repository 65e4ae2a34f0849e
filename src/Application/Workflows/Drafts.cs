using System.Text;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Application.Workflows;

/// <summary>Reads what a person or program sent as a definition.</summary>
internal static class Drafts
{
    /// <summary>A draft must be well-formed; whether it can be published is asked when it is.</summary>
    public static Result<WorkflowDefinition> Read(string json, WorkflowLanguage language)
    {
        if (Encoding.UTF8.GetByteCount(json) > Limits.PayloadBytes)
            return WorkflowsErrors.PayloadTooLarge;
        var parsed = WorkflowDefinition.Parse(json, language);
        return parsed.Definition is { } definition ? definition : Error.Validation(Fields(parsed.Problems));
    }

    /// <summary>The draft as something that can run.</summary>
    public static Result<WorkflowDefinition> Publishable(string json, WorkflowLanguage language)
    {
        var parsed = WorkflowDefinition.Parse(json, language);
        var problems = parsed.Definition is { } definition ? GraphCheck.Of(definition, language) : parsed.Problems;
        return problems.Count == 0 ? parsed.Definition! : WorkflowsErrors.NotPublishable(Fields(problems));
    }

    private static Dictionary<string, string[]> Fields(IReadOnlyList<DefinitionProblem> problems) => problems
        .GroupBy(problem => problem.Path.Length == 0 ? "$" : problem.Path, problem => problem.Message)
        .ToDictionary(field => field.Key, field => field.ToArray());
}
