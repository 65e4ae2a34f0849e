using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Workflows;

/// <summary>The verbs on a workflow beside editing it; each leads back to its page.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed class LifecycleModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IActionResult OnGet() => ToWorkflow();

    [Sends<PauseWorkflow>]
    public Task<IActionResult> OnPostPauseAsync(CancellationToken ct) =>
        DoAsync(new PauseWorkflow(new WorkflowId(Id)), "Paused. Nothing starts until you resume it; what runs goes on.", ct);

    [Sends<ResumeWorkflow>]
    public Task<IActionResult> OnPostResumeAsync(CancellationToken ct) =>
        DoAsync(new ResumeWorkflow(new WorkflowId(Id)), "It starts on its triggers again.", ct);

    [Sends<RevokeWorkflowAuthority>]
    public Task<IActionResult> OnPostRevokeAsync(CancellationToken ct) =>
        DoAsync(new RevokeWorkflowAuthority(new WorkflowId(Id)), "Its rights are taken away. Publish it again to give it new ones.", ct);

    [Sends<DeleteWorkflow>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await DoAsync(new DeleteWorkflow(new WorkflowId(Id)), "The workflow is out of use.", ct);
        return RedirectToPage("/Workflows/Index");
    }

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> verb, string done, CancellationToken ct)
    {
        var (text, tone) = (await sender.Send(verb, ct)).Match(_ => (done, Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return ToWorkflow();
    }

    private RedirectToPageResult ToWorkflow() => RedirectToPage("/Workflows/Details", new { Id });
}
