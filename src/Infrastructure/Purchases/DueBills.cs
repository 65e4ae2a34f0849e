using Financbase.Application.Purchases;
using Financbase.Infrastructure.Jobs;
using Financbase.Infrastructure.Tenancy;
using Hangfire;

namespace Financbase.Infrastructure.Purchases;

/// <summary>Tells of bills whose last day to pay is near. What was told is kept, so it may run as often as it likes.</summary>
[PlatformJob]
public sealed class DueBills(EachOrganization organizations)
{
    private const int AtOnce = 500;

    [JobDisplayName("Tell of bills that are due soon")]
    public Task TellAsync(CancellationToken ct) =>
        organizations.SendAsync(() => new TellDueBills(AtOnce), ct, again: told => told == AtOnce);
}
