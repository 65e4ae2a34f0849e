using Financbase.Application.Mail;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Mail;

internal sealed class MailOutbox(
    FinancbaseDbContext context, MailComposer composer, MailSeal seal, IMultiTenantContextAccessor tenant, CommittedWork committed)
    : IMailOutbox
{
    public async Task QueueAsync(Letter letter, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var mail = new NewMail(Guid.CreateVersion7(), letter.Template, seal.Close(composer.Compose(letter)))
        {
            Organization = tenant.Tenant?.Id.Value,
        };
        await OutgoingMails.InsertAsync(mail, connection, ct);
        committed.Wake(OutgoingMails.Channel);
    }
}
