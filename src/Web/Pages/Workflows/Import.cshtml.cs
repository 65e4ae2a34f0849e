using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows;

/// <summary>Takes a workflow file, or its text, and shows what became of each part.</summary>
[RequirePermission(Permissions.Workflows.Manage)]
[UploadLimit(3L * Limits.PayloadBytes)]
[RequestFormLimits(ValueLengthLimit = 2 * Limits.PayloadBytes)]
public sealed class ImportModel(ISender sender) : PageModel
{
    [BindProperty]
    public WorkflowFormat Format { get; set; } = WorkflowFormat.N8n;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>What was made, once something was.</summary>
    public ImportedWorkflow? Imported { get; private set; }

    public void OnGet()
    {
    }

    [Sends<ImportWorkflow>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ReadAsync(ct) is not { } content)
        {
            return this.Invalid(Error.Validation(nameof(Upload), "Choose a file, or paste its text."), prefix: "");
        }

        var made = await sender.Send(new ImportWorkflow(content, Format), ct);
        if (made.Error is { } error)
        {
            return this.Invalid(error with { Fields = null, Message = Sentence(error) });
        }

        Imported = made.Value;
        return Page();
    }

    // The places in a file say little to who cannot edit it; the first few sentences do.
    private static string Sentence(Error error) => error.Fields is { Count: > 0 } fields
        ? string.Join(' ', fields.Take(5).SelectMany(field => field.Value, (field, message) => $"{field.Key}: {message}"))
        : error.Message;

    private async Task<string?> ReadAsync(CancellationToken ct)
    {
        if (Upload is not { Length: > 0 } file)
        {
            return string.IsNullOrWhiteSpace(Text) ? null : Text;
        }

        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(ct);
    }
}
