using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>
/// A strict JSON body. Not JSON, or a member twice: 400. An unknown member, a wrong type, a missing field: 422 with its
/// path. Another content type: 415.
/// </summary>
public sealed class Body<T> : IBindableFromHttpContext<Body<T>>
{
    private static readonly JsonDocumentOptions Syntax = new() { AllowDuplicateProperties = false, MaxDepth = 64 };
    private static readonly JsonSerializerOptions Shape = CreateShape();

    private Body(T value) => Value = value;

    public T Value { get; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new DomainException(new Error(
                "unsupported_type", "Send the body as application/json.", ErrorKind.UnsupportedType));
        }

        context.Request.EnableBuffering();
        using var document = await ParseAsync(context);
        try
        {
            return document.RootElement.Deserialize<T>(Shape) is { } value
                ? new Body<T>(value)
                : throw new DomainException(Error.Validation("$", "The body must be an object."));
        }
        catch (JsonException unfit)
        {
            throw new DomainException(Error.Validation(unfit.Path ?? "$", "Unknown member, wrong type or missing field."));
        }
    }

    private static async Task<JsonDocument> ParseAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, Syntax, context.RequestAborted);
        }
        catch (JsonException broken)
        {
            throw new DomainException(new Error(
                "malformed", $"The body is not valid JSON (line {broken.LineNumber + 1}).", ErrorKind.Malformed));
        }
    }

    private static JsonSerializerOptions CreateShape()
    {
        var options = new JsonSerializerOptions
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
        };
        WireJson.Configure(options);
        return options;
    }
}
