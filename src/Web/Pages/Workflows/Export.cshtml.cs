using System.Text;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>The draft as a file, which a new workflow can be made from.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed class ExportModel(ISender sender) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        (await sender.Send(new GetWorkflow(new WorkflowId(id)), ct)).Match(
            workflow => File(Encoding.UTF8.GetBytes(DraftJson.Of(workflow)), "application/json", $"{FileName(workflow.Name)}.json"),
            error => this.Refused(error));

    private static string FileName(string name)
    {
        var plain = string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return plain.Length > 0 ? plain : "workflow";
    }
}
