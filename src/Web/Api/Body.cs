using System.Reflection;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Http.Features;

namespace Financbase.Web.Api;

/// <summary>
/// A strict JSON body. Not JSON, or a member twice: 400. An unknown member, a wrong type, a missing field: 422 with its
/// path. Another content type: 415. No body at all is fine where the parameter is <c>Body&lt;T&gt;?</c>.
/// </summary>
public sealed class Body<T> : IBindableFromHttpContext<Body<T>>
{
    private Body(T value) => Value = value;

    public T Value { get; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false && MayBeAbsent(parameter))
            return null;
        return new Body<T>(await ReadAsync(context));
    }

    /// <exception cref="DomainException">400, 415 or 422.</exception>
    internal static async Task<T> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new DomainException(new Error(
                "unsupported_type", "Send the body as application/json.", ErrorKind.UnsupportedType));
        }

        context.Request.EnableBuffering();
        using var document = await ParseAsync(context);
        return StrictJson.Read<T>(document.RootElement);
    }

    // A parameter of type Body<T>? says so.
    private static bool MayBeAbsent(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;

    private static async Task<JsonDocument> ParseAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, StrictJson.Syntax, context.RequestAborted);
        }
        catch (JsonException broken)
        {
            throw StrictJson.Malformed("The body", broken);
        }
    }
}
