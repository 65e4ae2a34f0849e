using Financbase.Application.Attachments;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Attachments;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Attachments;

internal sealed class AttachmentReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IAttachmentReads
{
    // An address is told while its owner is a member.
    private const string Attachments = """
        SELECT a.id, a.document_kind, a.document_id, a.file_id, a.name, f.media_type, f.size, f.has_thumbnail,
            CASE WHEN m.user_id IS NOT NULL THEN u.email END AS attached_by, a.attached_at
        FROM attachments a JOIN files f ON f.organization_id = a.organization_id AND f.id = a.file_id
        LEFT JOIN memberships m ON m.organization_id = a.organization_id AND m.user_id = a.attached_by
        LEFT JOIN users u ON u.id = m.user_id
        WHERE a.organization_id = {0}
        """;

    private const string Notes = """
        SELECT n.id, n.document_kind, n.document_id, n.text, CASE WHEN m.user_id IS NOT NULL THEN u.email END AS written_by, n.written_at
        FROM notes n
        LEFT JOIN memberships m ON m.organization_id = n.organization_id AND m.user_id = n.written_by
        LEFT JOIN users u ON u.id = m.user_id
        WHERE n.organization_id = {0}
        """;

    private const string Wanted = " AND document_kind = ANY ({1}) AND ({2} = '' OR document_id = NULLIF({2}, '')::uuid)";

    private const string Kind = """
        SELECT 'invoice' AS "Value" FROM invoices WHERE organization_id = {0} AND id = {1}
        UNION ALL SELECT 'bill' FROM bills WHERE organization_id = {0} AND id = {1}
        UNION ALL SELECT 'expense' FROM expenses WHERE organization_id = {0} AND id = {1}
        UNION ALL SELECT 'journal_entry' FROM journal_entries WHERE organization_id = {0} AND id = {1}
        UNION ALL SELECT 'quote' FROM quotes WHERE organization_id = {0} AND id = {1}
        UNION ALL SELECT 'vendor_credit' FROM vendor_credits WHERE organization_id = {0} AND id = {1}
        UNION ALL SELECT 'payment' FROM payments WHERE organization_id = {0} AND id = {1}
        UNION ALL SELECT 'vendor_payment' FROM vendor_payments WHERE organization_id = {0} AND id = {1}
        UNION ALL SELECT 'recurring_invoice' FROM recurring_invoices WHERE organization_id = {0} AND id = {1}
        """;

    private static readonly Keyset<AttachmentRow, Guid> Orders =
        new Keyset<AttachmentRow, Guid>(ListAttachments.Sorts, row => row.Id).By("attachedAt", row => row.AttachedAt);

    private static readonly Keyset<NoteRow, Guid> NoteOrders = new Keyset<NoteRow, Guid>(ListNotes.Sorts, row => row.Id).By("writtenAt", row => row.WrittenAt);

    public async Task<DocumentKind?> FindKindAsync(Guid document, CancellationToken ct) =>
        await context.Database.SqlQueryRaw<string>(Kind, tenant.OrganizationId.Value, document).ToListAsync(ct) is [var word] ? Words.Read<DocumentKind>(word) : null;

    public Task<int> CountAsync(DocumentReference document, CancellationToken ct) => context.Set<Attachment>()
        .CountAsync(attachment => attachment.DocumentKind == document.Kind && attachment.DocumentId == document.Id, ct);

    public async Task<Page<AttachmentView>> ListAsync(DocumentFilter filter, IReadOnlyList<DocumentKind> kinds, PageRequest page, CancellationToken ct) =>
        (await Orders.ReadAsync(context.Database.SqlQueryRaw<AttachmentRow>($"{Attachments}{Wanted}", Values(filter, kinds)), page, ct)).Select(row => row.ToView());

    public async Task<AttachmentView?> FindAsync(AttachmentId id, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<AttachmentRow>($"{Attachments} AND a.id = {{1}}", tenant.OrganizationId.Value, id.Value).ToListAsync(ct))
            .SingleOrDefault()?.ToView();

    public async Task<Page<NoteView>> ListNotesAsync(DocumentFilter filter, IReadOnlyList<DocumentKind> kinds, PageRequest page, CancellationToken ct) =>
        (await NoteOrders.ReadAsync(context.Database.SqlQueryRaw<NoteRow>($"{Notes}{Wanted}", Values(filter, kinds)), page, ct)).Select(row => row.ToView());

    public async Task<NoteView?> FindNoteAsync(NoteId id, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<NoteRow>($"{Notes} AND n.id = {{1}}", tenant.OrganizationId.Value, id.Value).ToListAsync(ct)).SingleOrDefault()?.ToView();

    private object[] Values(DocumentFilter filter, IReadOnlyList<DocumentKind> kinds) =>
        [tenant.OrganizationId.Value, kinds.Where(kind => filter.Kind is null || filter.Kind == kind).Select(Words.Of).ToArray(), $"{filter.Id}"];

    private sealed record AttachmentRow(
        Guid Id, string DocumentKind, Guid DocumentId, Guid FileId, string Name, string MediaType, long Size, bool HasThumbnail, string? AttachedBy, DateTimeOffset AttachedAt)
    {
        public AttachmentView ToView() => new(
            new(Id), Words.Read<DocumentKind>(DocumentKind), DocumentId, new(FileId), Name, MediaType, Size, HasThumbnail, AttachedBy, AttachedAt);
    }

    private sealed record NoteRow(Guid Id, string DocumentKind, Guid DocumentId, string Text, string? WrittenBy, DateTimeOffset WrittenAt)
    {
        public NoteView ToView() => new(new(Id), Words.Read<DocumentKind>(DocumentKind), DocumentId, Text, WrittenBy, WrittenAt);
    }
}
