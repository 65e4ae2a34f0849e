using Financbase.Domain.Attachments;

namespace Financbase.Application.Attachments;

/// <param name="Kind">Only at documents of this kind.</param>
/// <param name="Id">Only at the document with this id.</param>
public sealed record DocumentFilter(DocumentKind? Kind = null, Guid? Id = null);
