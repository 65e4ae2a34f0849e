using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Tests.Workflows;

/// <summary>A programming language that answers its input, enough to test what surrounds the real one.</summary>
internal sealed class PlainScripts : IScripts
{
    public bool TryCompile(string code, out IScript script, out string problem)
    {
        script = new Echo();
        problem = code.Contains("return") ? "" : "It returns nothing.";
        return problem.Length == 0;
    }

    private sealed class Echo : IScript
    {
        public JsonElement Run(JsonElement input, DateTimeOffset now) => input;
    }
}
