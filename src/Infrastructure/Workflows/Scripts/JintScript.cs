using System.Text.Json;
using System.Text.RegularExpressions;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Script = Acornima.Ast.Script;

namespace Financbase.Infrastructure.Workflows.Scripts;

/// <summary>One program. Each run has an engine of its own, so that runs share nothing.</summary>
internal sealed class JintScript(Prepared<Script> program) : IScript
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = false };

    public JsonElement Run(JsonElement input, DateTimeOffset now)
    {
        var text = input.GetRawText();
        if (text.Length > ScriptRoom.LongestInput)
            throw Limit($"The input of a program has at most {ScriptRoom.LongestInput:N0} characters.");
        return Result(Returned(text, now));
    }

    private string? Returned(string input, DateTimeOffset now)
    {
        try
        {
            using var engine = ScriptRoom.Open(now);
            var run = engine.Evaluate(program);
            var returned = engine.Invoke(engine.Evaluate(ScriptRoom.Caller), run, new JsString(input));
            return returned is JsString json ? json.ToString() : null;
        }
        catch (JavaScriptException thrown)
        {
            throw new DomainException(Error.Rule("workflows.code_failed", Message(thrown)));
        }
        catch (StatementsCountOverflowException)
        {
            throw Limit($"The program ran more than {ScriptRoom.MostStatements:N0} statements.");
        }
        catch (Exception large) when (large is MemoryLimitExceededException or OutOfMemoryException)
        {
            throw Limit($"The program took more than {ScriptRoom.Memory / 1024 / 1024} MB.");
        }
        catch (Exception deep) when (deep is RecursionDepthOverflowException or InsufficientExecutionStackException)
        {
            throw Limit("The program calls itself too deep.");
        }
        catch (Exception slow) when (slow is TimeoutException or RegexMatchTimeoutException or ExecutionCanceledException)
        {
            throw Limit($"The program ran longer than {ScriptRoom.Patience.TotalSeconds:0.#} s, or a pattern longer than {ScriptRoom.PatternPatience.TotalMilliseconds:0} ms.");
        }
    }

    private static JsonElement Result(string? json)
    {
        if (json is null)
            throw new DomainException(Error.Rule("workflows.code_result_invalid", "The program returned a function or something else that JSON cannot hold."));
        if (json.Length > Limits.PayloadBytes)
            throw new DomainException(WorkflowsErrors.PayloadTooLarge);
        try
        {
            // Built anew: bytes, not characters, count, and a name may not stand twice.
            var result = JsonElement.Parse(json, Strict);
            return Json.Build(result.WriteTo);
        }
        catch (InvalidOperationException)
        {
            // JSON can spell half a character, and nobody can read it.
            throw new DomainException(Error.Rule("workflows.code_result_invalid", "The program returned a text that begins or ends in the middle of a character."));
        }
        catch (JsonException)
        {
            throw new DomainException(Error.Rule("workflows.code_result_invalid", $"The program returned no JSON, or more than {Limits.JsonDepth} levels of it."));
        }
    }

    private static string Message(JavaScriptException thrown)
    {
        var line = thrown.Location.Start.Line - 1;
        var message = thrown.Message.Length <= 500 ? thrown.Message : thrown.Message[..500] + "…";
        return line > 0 ? $"Line {line}: {message}" : message;
    }

    private static DomainException Limit(string message) => new(Error.Rule("workflows.code_limit", message));
}
