using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Sales;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Web.Commands.Demo;

/// <summary>What the firm counts by: two jobs for customers, and a showroom of its own that only costs.</summary>
internal static class DemoProjects
{
    private static readonly (string Code, string Name, string? Customer)[] All =
    [
        ("LOBBY", "Lobbies of Juniper Hotels", "Juniper Hotels"), ("CLINIC", "Waiting rooms for Tidewater", "Tidewater Clinics"), ("SHOWROOM", "Our own showroom", null),
    ];

    /// <summary>By code. The customers are there already.</summary>
    public static async Task<IReadOnlyDictionary<string, ProjectId>> SowAsync(DemoActors actors)
    {
        var known = (await actors.SendAsync(new ListProjects(new(), new PageRequest(PageRequest.MaxLimit)))).Items.ToDictionary(project => project.Code, project => project.Id);
        foreach (var (code, name, customer) in All.Where(project => !known.ContainsKey(project.Code)))
            known[code] = (await actors.SendAsync(new CreateProject(new(code, name, customer is null ? null : await CustomerAsync(actors, customer))))).Id;
        return known;
    }

    /// <summary>What is sold to a customer who has one.</summary>
    public static string? CodeOf(string customer) => Array.Find(All, project => project.Customer == customer).Code;

    /// <summary>What a bill is for: three of four name one.</summary>
    public static string? CodeOf(int bill) => All.ElementAtOrDefault(bill % 4).Code;

    private static async Task<CustomerId?> CustomerAsync(DemoActors actors, string name) =>
        (await actors.SendAsync(new ListCustomers(new(name), new PageRequest(PageRequest.MaxLimit)))).Items.FirstOrDefault(customer => customer.Name == name)?.Id;
}
