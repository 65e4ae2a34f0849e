using Financbase.Application.Access;
using Financbase.Application.Organizations;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Pages.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Organizations;

/// <summary>What only owners do, also while the organization is suspended or closed: the way out of that is here.</summary>
[RequirePermission(Permissions.Organization.Close, WhateverState = true)]
public sealed class OwnershipModel(ISender sender) : PageModel
{
    [BindProperty]
    public CloseInput Input { get; set; } = new();

    public OrganizationProfile Profile { get; private set; } = null!;

    /// <summary>The e-mail address of the member to hand over to, as it was typed.</summary>
    [BindProperty]
    public string? To { get; set; }

    public bool HasOthers { get; private set; }

    public IReadOnlyList<Suggestion> Heirs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnGetHeirsAsync([FromQuery(Name = "To")] string? text, CancellationToken ct) =>
        Partial("/Pages/Access/_Choices.cshtml", await Choices.OfAsync(sender, Choices.Member, text, ct));

    [Sends<TransferOwnership>]
    public async Task<IActionResult> OnPostTransferAsync(CancellationToken ct)
    {
        var heir = await Choices.FindAsync(sender, Choices.Member, To, nameof(To), ct);
        return heir.Error is { } error
            ? await LoadAsync(ct) ?? this.Invalid(error, prefix: "")
            : await DoAsync(new TransferOwnership(new UserId(heir.Value)), "Handed over. You are an administrator now.", "/Organizations/Profile", ct);
    }

    [Sends<ReopenOrganization>, Sends<ResumeOrganization>, Sends<SuspendOrganization>]
    public Task<IActionResult> OnPostStateAsync(string? verb, CancellationToken ct) => verb switch
    {
        "suspend" => DoAsync(new SuspendOrganization(), "The organization is suspended.", null, ct),
        "resume" => DoAsync(new ResumeOrganization(), "The organization works again.", null, ct),
        "reopen" => DoAsync(new ReopenOrganization(), "The organization works again.", null, ct),
        _ => Task.FromResult<IActionResult>(BadRequest()),
    };

    [Sends<CloseOrganization>]
    public async Task<IActionResult> OnPostCloseAsync(CancellationToken ct)
    {
        var closed = await sender.Send(new CloseOrganization(Input.Confirmation ?? ""), ct);
        if (closed.Error is { } error)
            return await LoadAsync(ct) ?? this.Invalid(error);

        this.Toast("The organization is closed.");
        return RedirectToPage();
    }

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> verb, string done, string? next, CancellationToken ct)
    {
        var result = await sender.Send(verb, ct);
        this.Toast(result.Match(_ => done, error => error.Message), result.IsSuccess ? Tone.Ok : Tone.Bad);
        return result.IsSuccess && next is not null ? RedirectToPage(next) : RedirectToPage();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetOrganization(), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Profile = found.Value;
        Heirs = await Choices.OfAsync(sender, Choices.Member, To, ct);
        HasOthers = (await sender.Send(new ListMembers(new PageRequest(2)), ct)).Match(page => page.Items.Count > 1, _ => false);
        return null;
    }
}

public sealed record CloseInput
{
    public string? Confirmation { get; init; }
}
