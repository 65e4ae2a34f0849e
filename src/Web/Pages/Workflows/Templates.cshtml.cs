using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>The gallery of workflows to begin with.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed class TemplatesModel(ISender sender) : PageModel
{
    private const string ParameterPlace = "parameters.";

    public IReadOnlyList<WorkflowTemplateView> Templates { get; private set; } = [];

    /// <summary>The one that could not be used as it was asked for.</summary>
    public string? Template { get; private set; }

    /// <summary>What was typed, by parameter.</summary>
    public Dictionary<string, string> Values { get; private set; } = [];

    /// <summary>What is wrong with it, by parameter.</summary>
    public Dictionary<string, string> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    [Sends<InstantiateWorkflowTemplate>]
    public async Task<IActionResult> OnPostUseAsync(string? template, Dictionary<string, string?>? values, CancellationToken ct)
    {
        Values = (values ?? []).ToDictionary(value => value.Key, value => value.Value ?? "", StringComparer.Ordinal);
        var made = await sender.Send(new InstantiateWorkflowTemplate(template ?? "", null, Values), ct);
        if (made.Error is not { } error)
        {
            this.Toast("The draft is ready. Look it over, then publish it.");
            return RedirectToPage("/Workflows/Details", new { id = made.Value.Id });
        }

        Template = template;
        Problems = (error.Fields ?? new Dictionary<string, string[]>())
            .Where(field => field.Key.StartsWith(ParameterPlace, StringComparison.Ordinal))
            .ToDictionary(field => field.Key[ParameterPlace.Length..], field => field.Value[0], StringComparer.Ordinal);
        return await LoadAsync(ct) ?? this.Invalid(Problems.Count > 0 ? error with { Fields = null } : error, prefix: "");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListWorkflowTemplates(new PageRequest(PageRequest.MaxLimit)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Templates = found.Value.Items;
        return null;
    }
}
