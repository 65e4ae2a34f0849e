using Financbase.Application.Sales;
using Financbase.Infrastructure.Sales;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application.Tests.Sales;

/// <summary>The sweep goes through all organizations that work, and through each behind its own walls.</summary>
public sealed class OverdueInvoicesTests
{
    [Test]
    public async Task Every_active_organization_is_told_of_its_own_and_only_once()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));
        foreach (var slug in new[] { "one", "two", "asleep" })
        {
            var firm = await TestSales.OpenAsync(await app.FoundAsync(slug));
            var id = (await firm.Organization.SendAsync(new CreateInvoice(new(firm.Customer, [firm.Line(1)], new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 31))))).Value.Id;
            (await firm.Organization.SendAsync(new FinalizeInvoice(id))).IsSuccess.ShouldBeTrue();
        }

        await app.Database.ScalarAsync("UPDATE organizations SET state = 'suspended' WHERE slug = 'asleep'");

        for (var run = 0; run < 2; run++)
        {
            await using var scope = app.CreateScope();
            await ActivatorUtilities.CreateInstance<OverdueInvoices>(scope.ServiceProvider).TellAsync(CancellationToken.None);
        }

        (await app.Database.ScalarAsync("""
            SELECT string_agg(o.slug || ' ' || (e.data ->> 'number') || ' ' || (e.data ->> 'dueDate'), ', ' ORDER BY o.slug)
            FROM events e JOIN organizations o ON o.id = e.organization_id WHERE e.type = 'invoice.overdue'
            """)).ShouldBe("one INV-2020-00001 2020-01-31, two INV-2020-00001 2020-01-31");
    }
}
