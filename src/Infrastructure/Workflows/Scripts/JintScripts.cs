using Acornima;
using Acornima.Ast;
using Financbase.Domain.Workflows.Expressions;
using Jint;
using JsEngine = Jint.Engine;

namespace Financbase.Infrastructure.Workflows.Scripts;

/// <summary>JavaScript by Jint, cut down to what cannot reach the host or outgrow its limits.</summary>
internal sealed class JintScripts : IScripts
{
    private const string Before = "(function (input) {\n";
    private const string After = "\n})";

    private static readonly ScriptPreparationOptions Options = new()
    {
        ParsingOptions = ScriptParsingOptions.Default with { CompileRegex = false, AllowReturnOutsideFunction = false },
    };

    public bool TryCompile(string code, out IScript script, out string problem)
    {
        script = null!;
        try
        {
            var prepared = JsEngine.PrepareScript(Before + code + After, "code", strict: true, Options);
            problem = Refusal(prepared.Program!) ?? "";
            script = new JintScript(prepared);
        }
        catch (ScriptPreparationException mistake)
        {
            problem = mistake.InnerException switch
            {
                ParseErrorException { LineNumber: > 1 } at => $"Line {at.LineNumber - 1}: {at.Description}",
                InsufficientExecutionStackException => "The program is nested too deep.",
                { } inner => inner.Message,
                null => mistake.Message,
            };
        }
        catch (InsufficientExecutionStackException)
        {
            problem = "The program is nested too deep.";
        }

        return problem.Length == 0;
    }

    // Numbers of any length are worked out in one go that no limit interrupts.
    private static string? Refusal(Script program) =>
        program.Body is not [ExpressionStatement { Expression: FunctionExpression }] ? "This must be the body of one function."
        : program.DescendantNodes().OfType<BigIntLiteral>().FirstOrDefault() is { } big ? $"Line {big.Location.Start.Line - 1}: integers of any length (“{big.Raw}”) are not supported."
        : null;
}
