using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Access;

/// <summary>Answers “why was I refused?”: for the reader, or for a member whom the reader may see.</summary>
[AnyMember]
public sealed class ExplainModel(ISender sender) : PageModel
{
    /// <summary>The one that was asked about; the error page fills it in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Permission { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Member { get; set; }

    public AccessExplanation Answer { get; private set; } = new("", "", []);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var answer = Member is { } member
            ? await sender.Send(new ExplainMemberAccess(new UserId(member)), ct)
            : await sender.Send(new ExplainMyAccess(), ct);
        if (answer.Error is { } error)
            return this.Refused(error);

        Answer = answer.Value;
        return Page();
    }
}
