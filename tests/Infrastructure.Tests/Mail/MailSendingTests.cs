using Financbase.Application.Mail;
using Financbase.Domain.SharedKernel;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;
using MimeKit;

namespace Financbase.Infrastructure.Tests.Mail;

/// <summary>From the row to a real SMTP server on a real connection.</summary>
public sealed class MailSendingTests
{
    private const string Secret = "s3cr3t-t0ken";

    [Test]
    public async Task A_queued_letter_reaches_the_server_once_and_leaves_no_body_behind()
    {
        await using var sink = SmtpSink.Start();
        await using var app = await TestApp.StartAsync(sink.Settings());

        await app.QueueMailAsync(Invitation("new@north.example"));
        await app.QueueMailAsync(Invitation("rolled-back@north.example"), commit: false);
        await StateAsync(app, "sent");

        var mail = sink.Mails.ShouldHaveSingleItem();
        mail.From.ShouldBe("no-reply@books.example");
        mail.Recipients.ShouldBe(["new@north.example"]);
        mail.Message.Body.ShouldBeOfType<MultipartAlternative>();
        mail.Message.TextBody!.ShouldContain(Secret);
        mail.Message.HtmlBody!.ShouldContain(Secret);
        mail.Message.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        mail.Message.MessageId.ShouldBe($"{await app.Database.ScalarAsync("SELECT replace(id::text, '-', '') FROM outgoing_mails")}@books.example");
        (await app.Database.ScalarAsync("SELECT count(*) FROM outgoing_mails WHERE sealed IS NOT NULL")).ShouldBe(0L);
    }

    [Test]
    public async Task While_it_waits_nothing_in_the_database_tells_of_whom_or_what()
    {
        await using var app = await TestApp.StartAsync(("Process:Roles", "web"));

        await app.QueueMailAsync(Invitation("new@north.example"));

        var row = (string)(await app.Database.ScalarAsync("SELECT encode(sealed, 'escape') || ' ' || outgoing_mails::text FROM outgoing_mails"))!;
        row.ShouldNotContain(Secret);
        row.ShouldNotContain("north.example");
    }

    [Test]
    public async Task A_server_that_is_busy_is_asked_again_under_the_same_message_id()
    {
        await using var sink = SmtpSink.Start();
        var refusals = 0;
        sink.Answer = line => Task.FromResult(line == "." && refusals++ == 0 ? "451 busy" : null);
        await using var app = await TestApp.StartAsync(sink.Settings());

        await app.QueueMailAsync(Invitation("new@north.example"));
        await Eventually.HoldsAsync(async () => await LastErrorAsync(app) == "smtp 451 UnexpectedStatusCode" || refusals > 1);
        await app.Database.ScalarAsync("UPDATE outgoing_mails SET due_at = app_now()");
        await StateAsync(app, "sent");

        sink.Mails.Count.ShouldBe(2);
        sink.Mails.Select(mail => mail.Message.MessageId).Distinct().ShouldHaveSingleItem();
        (await app.Database.ScalarAsync("SELECT attempts FROM outgoing_mails")).ShouldBe(2);
    }

    [Test]
    public async Task A_recipient_that_does_not_exist_is_not_tried_again_and_holds_up_nobody()
    {
        await using var sink = SmtpSink.Start();
        sink.Answer = line => Task.FromResult(line.StartsWith("RCPT TO:<gone@", StringComparison.Ordinal) ? "550 no such user" : null);
        await using var app = await TestApp.StartAsync(sink.Settings());

        await app.QueueMailAsync(Invitation("gone@north.example"));
        await StateAsync(app, "dead");
        await app.QueueMailAsync(Invitation("new@north.example"));
        await StateAsync(app, "sent");

        sink.Mails.ShouldHaveSingleItem().Recipients.ShouldBe(["new@north.example"]);
        (await app.Database.ScalarAsync("SELECT last_error FROM outgoing_mails WHERE state = 'dead'")).ShouldBe("smtp 550 RecipientNotAccepted");
    }

    [Test]
    public async Task No_server_at_all_costs_an_attempt_and_nothing_else()
    {
        await using var app = await TestApp.StartAsync(("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", "1"));

        await app.QueueMailAsync(Invitation("new@north.example"));

        await Eventually.HoldsAsync(async () => await LastErrorAsync(app) == "SocketException");
        (await app.Database.ScalarAsync("SELECT state FROM outgoing_mails")).ShouldBe("pending");
    }

    [Test]
    public async Task After_the_last_attempt_it_is_dead_and_its_body_erased()
    {
        await using var app = await TestApp.StartAsync(("Email:Smtp:Host", "127.0.0.1"), ("Email:Smtp:Port", "1"));
        await app.QueueMailAsync(Invitation("new@north.example"));

        await app.Database.ScalarAsync("UPDATE outgoing_mails SET attempts = 19, due_at = app_now()");
        await StateAsync(app, "dead");

        (await app.Database.ScalarAsync("SELECT sealed FROM outgoing_mails")).ShouldBe(DBNull.Value);
    }

    [Test]
    public async Task A_sender_killed_in_the_middle_loses_nothing()
    {
        await using var sink = SmtpSink.Start();
        var hangs = true;
        sink.Answer = async line =>
        {
            if (line == "." && hangs)
                await Task.Delay(TimeSpan.FromMinutes(1));
            return null;
        };
        (string, string)[] settings = [.. sink.Settings(), ("Encryption:Key", Convert.ToBase64String(new byte[32]))];
        await using var app = await TestApp.StartAsync([.. settings, ("Process:Roles", "web")]);
        await app.QueueMailAsync(Invitation("new@north.example"));

        await using (var first = WebProcess.Start(app.Database, settings))
        {
            await Eventually.HoldsAsync(() => sink.Mails.Count == 1);
            await first.KillAsync();
        }

        hangs = false;
        (await app.Database.ScalarAsync("SELECT state || attempts FROM outgoing_mails")).ShouldBe("pending1");
        await app.Database.ScalarAsync("UPDATE outgoing_mails SET due_at = app_now()");
        await using var second = WebProcess.Start(app.Database, settings);
        await StateAsync(app, "sent");

        sink.Mails.Select(mail => mail.Message.MessageId).Distinct().ShouldHaveSingleItem();
    }

    [Test]
    public async Task Two_senders_share_a_heap_of_mails_without_sending_one_twice()
    {
        await using var sink = SmtpSink.Start();
        await using var app = await TestApp.StartAsync([.. sink.Settings(), ("Process:Roles", "web")]);
        for (var i = 0; i < 60; i++)
            await app.QueueMailAsync(Invitation($"new{i}@north.example"));

        (string, string)[] settings = [.. sink.Settings(), ("Encryption:Key", Convert.ToBase64String(new byte[32])), ("Process:Roles", "worker")];
        await using var one = WebProcess.Start(app.Database, settings);
        await using var other = WebProcess.Start(app.Database, settings);
        await Eventually.HoldsAsync(async () => 60L.Equals(await app.Database.ScalarAsync("SELECT count(*) FROM outgoing_mails WHERE state = 'sent'")));

        sink.Mails.Count.ShouldBe(60);
        sink.Mails.SelectMany(mail => mail.Recipients).Distinct().Count().ShouldBe(60);
    }

    private static Letter Invitation(string to) => Letter.Invitation(
        EmailAddress.TryParse(to, out var address) ? address : throw new ArgumentException(to),
        "North Wind Ltd", "owner@north.example", "Viewer", new Uri($"https://books.example/invitations/{Secret}"));

    private static Task StateAsync(TestApp app, string state) => Eventually.HoldsAsync(async () =>
        1L.Equals(await app.Database.ScalarAsync($"SELECT count(*) FROM outgoing_mails WHERE state = '{state}'")));

    private static async Task<string?> LastErrorAsync(TestApp app) =>
        await app.Database.ScalarAsync("SELECT last_error FROM outgoing_mails") as string;
}
