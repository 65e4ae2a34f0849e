using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Organizations;

/// <summary>
/// Answers the first rows of an export and leaves a line in the audit log: whoever takes everything home is seen to do so.
/// The rest is read by <see cref="ReadExport"/>.
/// </summary>
[RequirePermission(Permissions.Organization.Export, WhateverState = true)]
[Audited("organization.export", "Downloaded everything")]
public sealed record BeginExport : ICommand<ExportPage>;

internal sealed class BeginExportHandler(IExportReads reads) : IHandler<BeginExport, ExportPage>
{
    public async Task<Result<ExportPage>> Handle(BeginExport request, CancellationToken cancellationToken) =>
        await reads.ReadAsync(ExportParts.All[0].Name, null, cancellationToken);
}
