using Financbase.Application.Imports;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary>Records that come from tables: <c>/api/file-imports</c>.</summary>
internal static class ImportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/file-imports");
        imports.MapGet("/", (ApiSender sender, CancellationToken ct) => sender.Ok(new ListImports(), ct)).Sends<ListImports>();
        imports.MapPost("/", (ImportForm form, ApiSender sender, CancellationToken ct) => sender.Ok(new TakeImport(form.Terms), ct)).Sends<TakeImport>()
            .Takes(ImportForm.Words)
            .Refuses(
                ImportErrors.Faulty(1, 1, ""), ImportErrors.NothingNew, ImportErrors.Empty, ImportErrors.NoTable, ImportErrors.Unreadable(""), ImportErrors.TooLarge, ImportErrors.TooManyRows,
                ImportErrors.BalanceSaysIt(""), LedgerErrors.PeriodIsLocked);
        imports.MapPost("/preview", (ImportForm form, ApiSender sender, CancellationToken ct) => sender.Ok(new PreviewImport(form.Terms), ct)).Sends<PreviewImport>()
            .Takes(ImportForm.Words)
            .Refuses(ImportErrors.BalanceSaysIt(""), ImportErrors.Empty, ImportErrors.NoTable, ImportErrors.Unreadable(""), ImportErrors.TooLarge, ImportErrors.TooManyRows);
        imports.MapPost("/{id:guid}/undo", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new UndoImport(id), ct)).Sends<UndoImport>()
            .Refuses(ImportErrors.InUse(""), LedgerErrors.PeriodIsLocked);
    }
}
