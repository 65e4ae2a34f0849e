using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Shell;

internal sealed class RequestShell(ISender sender, ICurrentPrincipal principal, IMultiTenantContextAccessor tenancy) : IShell
{
    private ShellModel? _model;

    public async ValueTask<ShellModel> CurrentAsync(CancellationToken ct = default) => _model ??= await ReadAsync(ct);

    public ValueTask<bool> AllowsAsync(string permission, Resource thing) =>
        ValueTask.FromResult(principal.Current.Rights.Decide(permission, thing).IsAllowed());

    public Money? LimitOf(string permission) => principal.Current.Rights.LimitOf(permission);

    // Where no rate is known nothing is left out: the use case says what is missing.
    public async ValueTask<Money?> ExceededAsync(string permission, Money amount, DateOnly day) => LimitOf(permission) is null
        ? null
        : (await sender.Send(new FindMyLimit(permission, new Moved(amount, day)), CancellationToken.None)).Match(mine => mine.IsExceeded ? mine.Most : null, _ => (Money?)null);

    private async Task<ShellModel> ReadAsync(CancellationToken ct) => principal.Current.UserId is null
        ? ShellModel.SignedOut
        : (await sender.Send(new GetMyself(), ct)).Match(Describe, _ => ShellModel.SignedOut);

    private ShellModel Describe(Myself me)
    {
        var here = me.Organizations.FirstOrDefault(organization => organization.Slug == tenancy.Tenant?.Identifier);
        return new ShellModel(
            new ShellUser(me.Email, here?.Role),
            here is null ? null : Entry(here),
            [.. me.Organizations.Select(Entry)],
            principal.Current.Permissions)
        {
            Unread = me.Unread,
            Approvals = me.Approvals,
        };
    }

    private static ShellOrganization Entry(MyOrganization organization) =>
        new(organization.Slug, organization.Name, organization.BaseCurrency);
}
