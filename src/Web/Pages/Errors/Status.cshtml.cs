using System.Diagnostics;
using System.Globalization;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Errors;

/// <summary>
/// The one page for every refused or failed request, reached by re-execution, so the address stays the one asked for.
/// A fragment request gets a toast instead: a whole page must not land inside a region.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StatusModel(IShell shell) : PageModel
{
    public Trouble Trouble { get; private set; } = Trouble.Of(StatusCodes.Status404NotFound, false);

    public string RequestId => Activity.Current?.TraceId.ToHexString() ?? HttpContext.TraceIdentifier;

    public bool InShell { get; private set; }

    /// <summary>The dashboard of the organization that the user is in, else the start page.</summary>
    public string Home { get; private set; } = "/";

    /// <summary>The organization is suspended, closed or erased.</summary>
    public bool IsStopped { get; private set; }

    public bool MayResume { get; private set; }

    /// <summary>The operators stopped the organization: nobody here resumes it, and its owners still take their data along.</summary>
    public bool MayDownload { get; private set; }

    /// <summary>Where a refused member learns why; null when it is not about a right.</summary>
    public string? Why { get; private set; }

    public bool IsFragment => Request.Headers["HX-Request-Type"] == "partial";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Error? stopped = null;
        Trouble = Trouble.Of(Thrown(Code), HttpContext.Items.ContainsKey(ExpiredForms.Mark));
        if (HttpContext.Items.TryGetValue(typeof(Error), out var known) && known is Error error)
        {
            stopped = error;
            IsStopped = error == OrganizationsErrors.Suspended || error == OrganizationsErrors.Blocked || error == OrganizationsErrors.Closed || error == OrganizationsErrors.Erased;
            Trouble = Trouble with { Text = error.InWords(), Title = IsStopped ? "This organization does not work now" : Trouble.Title };
        }

        Response.StatusCode = Trouble.Code;
        if (IsFragment)
        {
            Response.Headers["HX-Retarget"] = "#toaster";
            Response.Headers["HX-Reswap"] = "beforeend";
            return Partial("_Toast", new Toast($"{Trouble.Title}. {Trouble.Text}", Tone.Bad));
        }

        // After a crash the shell's data may be what crashed, and a crowd must not cost queries: those pages stand alone.
        var current = Trouble.Code is < 500 and not StatusCodes.Status429TooManyRequests ? await shell.CurrentAsync(ct) : ShellModel.SignedOut;
        InShell = current.User is not null;
        var canResume = stopped == OrganizationsErrors.Suspended || stopped == OrganizationsErrors.Closed;
        MayResume = canResume && current.Allows(Permissions.Organization.Close);
        MayDownload = stopped == OrganizationsErrors.Blocked && current.Allows(Permissions.Organization.Export);
        Home = current.Organization is { } organization ? $"/o/{organization.Slug}" : "/";
        Why = Trouble.Code == StatusCodes.Status403Forbidden && !IsStopped && current.Organization is not null
            ? $"{Home}/settings/access{QueryString.Create("permission", RefusedPermission ?? "")}"
            : null;
        return Page();
    }

    // What the endpoint asked for that was refused, before this page was drawn in its place.
    private string? RefusedPermission => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint?
        .Metadata.GetMetadata<RequirePermissionAttribute>()?.Permission;

    // Not bound: binding would read the form again that perhaps could not be read.
    private int Code => int.Parse((string)RouteData.Values["code"]!, CultureInfo.InvariantCulture);

    // What the server threw because of the request is not our failure; and one that the database cannot be reached for may be repeated.
    private int Thrown(int code) => HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        { } failed when Outage.Is(failed) => StatusCodes.Status503ServiceUnavailable,
        _ => code,
    };

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => OnGetAsync(ct);
}
