using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Invoices;

/// <summary>A page about one thing, with acts that lead back to it: done it says so, refused it says why.</summary>
public abstract class ActingPageModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    protected ISender Sender { get; } = sender;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    protected abstract Task<IActionResult> ShowAsync(CancellationToken ct);

    protected async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> command, Func<T, string> said, CancellationToken ct, Func<T, IActionResult>? next = null)
    {
        var done = await Sender.Send(command, ct);
        if (done.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast(said(done.Value));
        return next?.Invoke(done.Value) ?? RedirectToPage(new { id = Id });
    }

    protected async Task<IActionResult> RefuseAsync(Error error, CancellationToken ct)
    {
        if (error.TakesThePage())
            return this.Refused(error);

        Refusal = error.InWords();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }
}
