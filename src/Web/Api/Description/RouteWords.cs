using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api.Description;

/// <summary>
/// What the API's description cannot read off a route: which words its address takes, an example of a body, and an answer
/// other than the use case's own with status 200. What a call does is the comment above its use case.
/// </summary>
internal static class RouteWords
{
    /// <summary>The words after <c>?</c>, beside <c>limit</c> and <c>cursor</c>, which every list takes.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params QueryWords[] parameters) => route.WithMetadata([.. parameters]);

    /// <summary>A body that the route accepts; a test sends it.</summary>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder route, string json) => route.WithMetadata(new BodyExample(json));

    /// <summary>Answers with what the use case answers, but with this status.</summary>
    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, int status) => route.WithMetadata(new AnswerShape(status, null));

    /// <summary>Answers with this instead of what the use case answers.</summary>
    public static RouteHandlerBuilder Answers<TData>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.WithMetadata(new AnswerShape(status, typeof(TData)));

    /// <summary>May also answer with a file of this type, where the caller asks for it.</summary>
    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder route, params string[] types) => route.WithMetadata(new FileAnswer(types));

    /// <summary>Answers with a file of this type and nothing else: no envelope, and no state that could be named.</summary>
    public static RouteHandlerBuilder AnswersOnlyFile(this RouteHandlerBuilder route, string type) => route.WithMetadata(new OnlyFileAnswer(type));

    /// <summary>Answers with server-sent events: no envelope, and no state that could be named.</summary>
    public static RouteHandlerBuilder AnswersEvents(this RouteHandlerBuilder route) => route.WithMetadata(new EventAnswer());

    /// <summary>Refusals that come from the database's constraints, so that no code of the use case names them.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params Error[] errors) => route.WithMetadata(new Refusals(errors));
}

internal sealed record BodyExample(string Json);

/// <param name="Status">Of a success.</param>
/// <param name="Data">What <c>data</c> is; what the use case answers when null.</param>
internal sealed record AnswerShape(int Status, Type? Data);

internal sealed record FileAnswer(IReadOnlyList<string> Types);

internal sealed record EventAnswer;

internal sealed record OnlyFileAnswer(string Type);

internal sealed record Refusals(IReadOnlyList<Error> Errors);
