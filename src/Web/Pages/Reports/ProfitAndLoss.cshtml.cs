using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Pages.Projects;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class ProfitAndLossModel(ISender sender, TimeProvider clock) : StatementPage(sender, clock)
{
    private const string None = "none";

    /// <summary>A project’s id, or “none”; anything else narrows nothing.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Project { get; set; }

    public override Guid? ProjectId => Guid.TryParse(Project, out var id) ? id : null;

    public override string Title => "Profit and loss";

    public override string Lead => "Revenue, expenses, and what is left.";

    private ProjectScope? Scope => ProjectId is { } id ? new ProjectScope(new ProjectId(id)) : Project == None ? new ProjectScope(null) : null;

    protected override IQuery<StatementView> Ask(DateOnly to) => new GetProfitAndLoss(From, to, Compare, Scope, Basis);

    protected override async Task OfferAsync(ISender reads, CancellationToken ct)
    {
        var projects = await OfferedProjects.ChoicesAsync(reads, ProjectId, ct);
        Scopes = projects.Count == 0 ? [] : [new Choice(None, "No project"), .. projects];
    }
}
