using Financbase.Application.Banking;
using Financbase.Application.Idempotency;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;

namespace Financbase.Web.Api.Description;

/// <summary>The refusals that can meet a call, by status, with their codes.</summary>
internal sealed class ErrorStatuses(Resources resources)
{
    private static readonly Dictionary<int, string> Meanings = new()
    {
        [400] = "The body is not JSON, or names a member twice.",
        [401] = "No key was sent, or one that does not work any more.",
        [403] = "The key or its maker lacks the permission, or the organization is suspended or closed.",
        [404] = "Nothing here for you: unknown, or another organization’s.",
        [409] = "The moment is wrong, or a call with the same Idempotency-Key is still running.",
        [412] = "The resource is not in the state that was named.",
        [413] = "The body is larger than allowed.",
        [415] = "The body is of a type that is not taken here.",
        [422] = "Something that was sent does not fit; `details.fields` says what.",
        [429] = "Too many requests; wait as long as Retry-After says.",
        [500] = "Something went wrong on our side.",
        [503] = "The service is busy or restarting; nothing was stored. Try again.",
    };

    public static string Meaning(int status) => Meanings[status];

    /// <summary>By status, each with its codes in alphabetical order.</summary>
    public SortedDictionary<int, SortedSet<string>> Of(RouteEndpoint route)
    {
        var codes = new SortedDictionary<int, SortedSet<string>>();
        foreach (var (status, code) in General(route).Concat(Own(route)))
        {
            if (!codes.TryGetValue(status, out var known))
                codes[status] = known = new SortedSet<string>(StringComparer.Ordinal);
            known.Add(code);
        }

        return codes;
    }

    private static IEnumerable<(int, string)> Own(RouteEndpoint route) =>
        from error in RefusalCodes.Of(route.Metadata.GetMetadata<UseCase>()!.Request)
            .Concat(route.Metadata.GetOrderedMetadata<Refusals>().SelectMany(refusals => refusals.Errors))
        where error.Kind != ErrorKind.NotFound || NamesOne(route)
        select (ApiCodes.Status(error), ApiCodes.Code(error));

    // In its address, or, for what is about a bank account, in its body.
    private static bool NamesOne(RouteEndpoint route) =>
        route.RoutePattern.Parameters.Count > 0 || route.Metadata.GetMetadata<UseCase>()!.Request.IsAssignableTo(typeof(IOnBankAccount));

    private IEnumerable<(int, string)> General(RouteEndpoint route)
    {
        yield return (401, "UNAUTHENTICATED");
        yield return (403, "FORBIDDEN");
        yield return (403, OrganizationsErrors.Closed.Code);
        yield return (403, OrganizationsErrors.Suspended.Code);
        yield return (422, "VALIDATION_ERROR");
        yield return (429, "RATE_LIMITED");
        yield return (500, "INTERNAL_ERROR");
        yield return (503, "UNAVAILABLE");
        if (NamesOne(route))
            yield return (404, "NOT_FOUND");
        if (!route.Metadata.GetMetadata<UseCase>()!.IsCommand)
            yield break;
        yield return (400, "MALFORMED_REQUEST");
        yield return (409, "CONFLICT");
        yield return (413, "PAYLOAD_TOO_LARGE");
        yield return (415, "UNSUPPORTED_MEDIA_TYPE");
        if (resources.ReadBy(route) is not null)
            yield return (412, "PRECONDITION_FAILED");
        if (route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains(HttpMethods.Post))
        {
            yield return (409, IdempotencyErrors.InFlight.Code);
            yield return (422, "IDEMPOTENCY_MISMATCH");
        }
    }
}
