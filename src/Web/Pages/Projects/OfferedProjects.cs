using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.Projects;

/// <summary>Which projects forms and filters offer: the first ones, and none to whoever may not see them.</summary>
internal static class OfferedProjects
{
    /// <summary>For new lines.</summary>
    public static async Task<IReadOnlyList<ProjectView>> ReadAsync(ISender reads, CancellationToken ct) =>
        (await reads.Send(new ListProjects(new(IsArchived: false), new PageRequest(PageRequest.MaxLimit)), ct)).Match(page => page.Items, _ => []);

    /// <summary>For what is in the books already: those that are archived as well, and the one that is asked for in any case.</summary>
    public static async Task<IReadOnlyList<Choice>> ChoicesAsync(ISender reads, Guid? asked, CancellationToken ct)
    {
        var found = (await reads.Send(new ListProjects(new(), new PageRequest(PageRequest.MaxLimit)), ct)).Match(page => page.Items, _ => []);
        Choice[] choices = [.. found.Select(project => new Choice($"{project.Id}", $"{project.Code} {project.Name}"))];
        return asked is { } id && found.All(project => project.Id.Value != id) ? [.. choices, new Choice($"{id}", "As asked for")] : choices;
    }
}
