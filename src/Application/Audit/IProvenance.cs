using System.Net;
using Financbase.Domain.Access;

namespace Financbase.Application.Audit;

/// <summary>How the work of a scope came in.</summary>
/// <param name="Method">With what its sender proved who they are: <c>session</c>, <c>api_key</c>, <c>verb</c>; <c>workflow</c> for a step.</param>
public sealed record Provenance(string Method)
{
    public const string Session = "session";
    public const string ApiKey = "api_key";
    public const string Verb = "verb";
    public const string Workflow = "workflow";

    public UserSessionId? SessionId { get; init; }

    public ApiKeyId? ApiKeyId { get; init; }

    public IPAddress? Address { get; init; }

    /// <summary>The request's id, as the API tells it to its caller.</summary>
    public string? RequestId { get; init; }
}

public interface IProvenance
{
    /// <summary>Null for the product's own loops.</summary>
    Provenance? Provenance { get; }

    void Set(Provenance provenance);
}
