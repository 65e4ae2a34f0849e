using Financbase.Application.Access;
using Financbase.Application.Organizations;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Organizations;

/// <summary>What an owner can take along, also after closing.</summary>
[RequirePermission(Permissions.Organization.Export, WhateverState = true)]
public sealed class DataModel(ISender sender) : PageModel
{
    public async Task<IActionResult> OnGetDownloadAsync(CancellationToken ct)
    {
        // A refusal must come before the file begins.
        var may = await sender.Send(new BeginExport(), ct);
        return may.Error is { } error ? this.Refused(error) : new ExportZip(sender, may.Value.Rows[0][1]!);
    }
}
