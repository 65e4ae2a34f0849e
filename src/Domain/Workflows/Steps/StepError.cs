using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>Why a step failed. Decides, with the policy, whether it is tried again.</summary>
public enum ErrorClass
{
    /// <summary>The step's time was over.</summary>
    Timeout,

    /// <summary>No connection, or it broke.</summary>
    Connection,

    /// <summary>The other side asked to slow down (429).</summary>
    RateLimited,

    /// <summary>The other side failed (5xx).</summary>
    Server,

    /// <summary>The other side refused (4xx): the same call would be refused again.</summary>
    Client,

    /// <summary>A template, a condition or the data did not work out.</summary>
    Expression,

    /// <summary>Financbase refused: an address that is not allowed, a broken rule, a missing right.</summary>
    Refused,

    /// <summary>A fault in Financbase.</summary>
    Internal,
}

/// <param name="Class">Retryable or not.</param>
/// <param name="Code">Stable, <c>feature.reason</c>.</param>
/// <param name="Message">One sentence for a person; never a secret. What cannot be kept of it is left out: it may quote what others sent.</param>
public sealed record StepError(ErrorClass Class, string Code, string Message)
{
    private readonly string _message = KeptText.Of(Message);

    public string Message
    {
        get => _message;
        init => _message = KeptText.Of(value);
    }

    /// <summary>A mistake of ours; what it was is in the operator's log.</summary>
    public static StepError Fault { get; } = new(ErrorClass.Internal, "workflows.internal", "Something went wrong inside Financbase.");

    public static StepError Of(Error error) => new(
        error.Code.StartsWith("workflows.", StringComparison.Ordinal) ? ErrorClass.Expression : ErrorClass.Refused,
        error.Code,
        error.Message);

    /// <summary><c>{"class","code","message"}</c>, as <c>steps.&lt;key&gt;.error</c> and in the API.</summary>
    public JsonElement ToJson() => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("class", JsonNamingPolicy.CamelCase.ConvertName(Class.ToString()));
        writer.WriteString("code", Code);
        writer.WriteString("message", Message);
        writer.WriteEndObject();
    });
}
