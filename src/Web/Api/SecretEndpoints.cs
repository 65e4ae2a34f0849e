using Financbase.Application.Secrets;
using Financbase.Domain.Secrets;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/secrets</c>: names are read, values are only written.</summary>
internal static class SecretEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var secrets = api.MapGroup("/secrets");
        secrets.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListSecrets(page.Value, QueryWord.Text(http), QueryWord.Read<SecretState>(http, "state")), ct)).Sends<ListSecrets>()
            .Takes(QueryWords.Word<SecretState>("state", "Only those that published workflows use, or that none uses."), QueryWords.Search);
        secrets.MapPost("/", (Body<NewSecretBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateSecret(body.Value.Name, body.Value.Description, body.Value.Value),
            secret => ApiAnswer.Created($"/api/secrets/{secret.Name}", secret) with { ETag = EntityTag.Of(secret.Revision) },
            ct)).Sends<CreateSecret>().Answers(StatusCodes.Status201Created).Refuses(SecretsErrors.NameTaken)
            .Example("""{"name":"crm-token","value":"a-long-random-text","description":"For the customer system"}""");
        secrets.MapGet("/{name}", (string name, ApiSender sender, CancellationToken ct) =>
            sender.Send(new GetSecret(name), Answer, ct)).Sends<GetSecret>();
        secrets.MapPut("/{name}", (string name, Body<SecretBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new ChangeSecret(name, body.Value.Description, body.Value.Value), Answer, ct)).Sends<ChangeSecret>()
            .Example("""{"value":"another-long-random-text","description":"For the customer system"}""");
        secrets.MapDelete("/{name}", (string name, bool? evenIfUsed, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteSecret(name, evenIfUsed ?? false), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteSecret>()
            .Takes(QueryWords.Flag("evenIfUsed", "With `true` also while published workflows use it."));
    }

    private static ApiAnswer Answer(SecretView secret) => ApiAnswer.Ok(secret) with { ETag = EntityTag.Of(secret.Revision) };
}

/// <param name="Name">As workflows write it.</param>
/// <param name="Value">Never answered.</param>
/// <param name="Description">What it is for.</param>
public sealed record NewSecretBody(string Name, string Value, string? Description = null);

/// <param name="Value">A new value; without it the value stays.</param>
/// <param name="Description">What it is for; without it there is none.</param>
public sealed record SecretBody(string? Value = null, string? Description = null);
