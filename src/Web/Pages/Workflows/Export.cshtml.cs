using System.Text.Encodings.Web;
using System.Text.Json;
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
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        (await sender.Send(new ExportWorkflow(new WorkflowId(id)), ct)).Match(
            definition => File(
                JsonSerializer.SerializeToUtf8Bytes(definition, Readable), "application/json", $"{FileName(definition.GetProperty("name").GetString()!)}.json"),
            error => this.Refused(error));

    private static string FileName(string name)
    {
        var plain = string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return plain.Length > 0 ? plain : "workflow";
    }
}
