using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Mail;

/// <summary>The newest mails that were kept instead of sent. Only Development without SMTP keeps any; elsewhere this is not found.</summary>
[Anonymous]
public sealed record ListCapturedMails : IQuery<CapturedMails>;

/// <param name="Newest">Latest first.</param>
public sealed record CapturedMails(IReadOnlyList<CapturedMail> Newest);

/// <param name="Id">Of the mail.</param>
/// <param name="At">When it was kept.</param>
/// <param name="To">Who would have got it.</param>
/// <param name="Subject">Its one line.</param>
/// <param name="Text">The body as text.</param>
/// <param name="Html">The body as HTML, if it has one.</param>
/// <param name="Files">Names of what came with it.</param>
public sealed record CapturedMail(Guid Id, DateTimeOffset At, string To, string Subject, string Text, string? Html, IReadOnlyList<string> Files);

/// <summary>Reads kept mails; null where mails are really sent.</summary>
public interface ICapturedMails
{
    bool AreKept { get; }

    Task<CapturedMails?> ReadAsync(CancellationToken ct);
}

internal sealed class ListCapturedMailsHandler(ICapturedMails mails) : IHandler<ListCapturedMails, CapturedMails>
{
    public async Task<Result<CapturedMails>> Handle(ListCapturedMails request, CancellationToken cancellationToken) =>
        await mails.ReadAsync(cancellationToken) is { } found ? found : Error.NotFound("page");
}
