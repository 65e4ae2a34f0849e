using System.Net;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>Makes a key that acts for the person who asks. The answer is the only place where it ever appears.</summary>
/// <param name="Name">For people.</param>
/// <param name="Scopes">What it may do; each must be held by the person.</param>
/// <param name="Days">How long it works; 90 when null.</param>
/// <param name="AllowedNetworks">CIDR or single addresses; anywhere when empty.</param>
[RequirePermission(Permissions.ApiKeys.Manage)]
[Audited("api_key.create", "Created an API key")]
public sealed record CreateApiKey(string Name, string[] Scopes, int? Days, string[] AllowedNetworks) : ICommand<MadeApiKey>;

/// <param name="Id">Where it stands from now on.</param>
/// <param name="Token">Itself, this once.</param>
public sealed record MadeApiKey(ApiKeyId Id, ApiKeyToken Token);

internal sealed class CreateApiKeyValidator : AbstractValidator<CreateApiKey>
{
    public CreateApiKeyValidator()
    {
        RuleFor(request => request.Name).NotEmpty().WithMessage("Give the key a name.")
            .MaximumLength(ApiKey.NameLength).WithMessage($"A name has at most {ApiKey.NameLength} characters.")
            .Must(name => !name.Any(char.IsControl)).WithMessage("A name is plain text of one line.");
        RuleFor(request => request.Scopes).NotEmpty().WithMessage("Choose at least one thing that the key may do.");
        RuleFor(request => request.Days).InclusiveBetween(1, 366).WithMessage("A key works for 1 to 366 days.");
        RuleFor(request => request.AllowedNetworks).Must(networks => networks.Length <= 50 && networks.All(text => Networks.TryParse(text, out _)))
            .WithMessage("Write networks such as 203.0.113.0/24 or single addresses.");
    }
}

internal sealed class CreateApiKeyHandler(
    IRepository<ApiKey> keys, IApiKeyHasher hasher, ICurrentPrincipal principal,
    IMultiTenantContextAccessor tenant, TimeProvider clock) : IHandler<CreateApiKey, MadeApiKey>
{
    public Task<Result<MadeApiKey>> Handle(CreateApiKey request, CancellationToken cancellationToken)
    {
        var token = ApiKeyToken.Generate(ApiKeyMode.Live);
        var terms = new ApiKeyTerms(
            request.Name, request.Scopes,
            request.Days is { } days ? TimeSpan.FromDays(days) : null,
            [.. request.AllowedNetworks.Select(Networks.Parse)]);
        var key = ApiKey.Issue(
            tenant.OrganizationId, terms, token, hasher.Hash(token),
            principal.Current.UserId!.Value, principal.Current.Permissions, clock.GetUtcNow());
        keys.Add(key);
        return Task.FromResult<Result<MadeApiKey>>(new MadeApiKey(key.Id, token));
    }
}

internal static class Networks
{
    /// <summary>Also takes a single address, which is a network of one.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }

    public static IPNetwork Parse(string text) => TryParse(text, out var network) ? network : throw new FormatException(text);
}
