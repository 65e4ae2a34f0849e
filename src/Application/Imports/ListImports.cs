using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Imports;

/// <summary>Files that were taken in, those that were taken back among them, the latest first, at most 100.</summary>
[RequirePermission(Permissions.Ledger.Post)]
public sealed record ListImports : IQuery<IReadOnlyList<TakenImport>>;

internal sealed class ListImportsHandler(IImportBooks books) : IHandler<ListImports, IReadOnlyList<TakenImport>>
{
    private const int Most = 100;

    public async Task<Result<IReadOnlyList<TakenImport>>> Handle(ListImports request, CancellationToken cancellationToken) =>
        (await books.ListAsync(Most, cancellationToken)).ToList();
}
