using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>Collects what reading one part of a definition finds: problems and references.</summary>
internal sealed class ProblemList(string? step = null)
{
    private readonly List<DefinitionProblem> _problems = [];
    private readonly List<StepReference> _references = [];

    public IReadOnlyList<DefinitionProblem> Problems => _problems;

    public IReadOnlyList<StepReference> References => _references;

    public void Add(string path, string code, string message, string? port = null)
    {
        if (_problems.Count < ParsedDefinition.MostProblems)
            _problems.Add(new DefinitionProblem(path, step, port, code, message));
    }

    public void Refer(string at, ScopePath path, bool mayBeMissing) => _references.Add(new StepReference(at, path, mayBeMissing));
}

/// <summary>A reference somewhere in a step's configuration.</summary>
/// <param name="At">JSON path of the place.</param>
/// <param name="Path">What it reads.</param>
/// <param name="MayBeMissing">True where a missing value is expected, as with <c>exists</c>.</param>
public sealed record StepReference(string At, ScopePath Path, bool MayBeMissing)
{
    public bool IsSecret => Path.Root == "secrets";

    /// <summary>Reads the item of a list that is gone through.</summary>
    public bool IsItem => Path.Root is "item" or "loop";

    /// <summary>Whether it stands in this member of the configuration, however deep.</summary>
    public bool IsWithin(string member) =>
        At.StartsWith(member, StringComparison.Ordinal) && (At.Length == member.Length || At[member.Length] is '.' or '[');
}
