using System.Text.Json;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>
/// The programming language behind <c>code</c>: the body of a JavaScript function whose one argument is <c>input</c>. It
/// reaches nothing outside itself, and is bounded in time, memory and depth.
/// </summary>
public interface IScripts
{
    /// <summary>Compiles once; the result is kept for the life of a version and used by many threads.</summary>
    /// <param name="code">A function's body.</param>
    /// <param name="script">The compiled program when the answer is true.</param>
    /// <param name="problem">One sentence that names the mistake and its line, when the answer is false.</param>
    bool TryCompile(string code, out IScript script, out string problem);
}

public interface IScript
{
    /// <summary>
    /// What the program returns, as JSON; nothing is null. The same input and instant give the same answer: its clock
    /// stands still and its chance is fixed.
    /// </summary>
    /// <exception cref="SharedKernel.DomainException">
    /// <c>workflows.code_failed</c> when it throws, <c>workflows.code_limit</c> when it takes too much, or
    /// <c>workflows.code_result_invalid</c>.
    /// </exception>
    JsonElement Run(JsonElement input, DateTimeOffset now);
}
