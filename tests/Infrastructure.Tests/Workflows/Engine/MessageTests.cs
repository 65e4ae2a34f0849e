using Financbase.Application.Mail;
using Financbase.Application.Pipeline;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Steps that write to people, on a real worker.</summary>
public sealed class MessageTests
{
    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Drop() => await _scene.DisposeAsync();

    [Test]
    public async Task A_workflow_sends_each_recipient_a_mail_of_its_own()
    {
        var workflow = await _scene.PublishAsync("""
            [{"key":"tell","type":"sendEmail","config":{"to":["a@north.example","b@north.example"],
              "subject":"Paid {{ trigger.amount }}","body":"Hello <b>you</b>.\n\nIt is paid."}}]
            """);
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(workflow, """{"amount":"12.00"}""");

        await _scene.WaitForAsync(id, "succeeded");

        await EngineScene.UntilAsync(MailsAsync, mails => mails.Count == 2);
        var mail = (await MailsAsync()).Single(mail => mail.To == "a@north.example");
        mail.Subject.ShouldBe("Paid 12.00");
        mail.Text.ShouldContain("Hello <b>you</b>.\n\nIt is paid.");
        mail.Text.ShouldContain("acme Ltd");
        mail.Html!.ShouldContain("&lt;b&gt;you&lt;/b&gt;");
        (mail.Text + mail.Html).ShouldNotContain("b@north.example");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_step_executions WHERE status = 'running' AND idempotency_key IS NOT NULL")).ShouldBe(1);
    }

    [Test]
    public async Task A_result_lost_after_the_effect_sends_and_tells_nothing_twice()
    {
        await _scene.Organization.AddMemberAsync("owner");
        var workflow = await _scene.PublishAsync("""
            [{"key":"mail","type":"sendEmail","config":{"to":"a@north.example","subject":"Hi","body":"Text"},"next":{"default":"bell"}},
             {"key":"bell","type":"sendNotification","config":{"to":"owner","title":"Hi"}}]
            """);
        await _scene.StartWorkerAsync();
        var ids = await _scene.StartAsync(workflow, 10);
        await _scene.WaitForAllAsync("succeeded", 10);

        // As after a crash between the effect and its recorded result: the steps run once more under the same keys.
        var again = await _scene.StartWorkerAsync();
        foreach (var id in ids)
            await PerformAgainAsync(again, id.Value);

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM outgoing_mails")).ShouldBe(10);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM notifications")).ShouldBe(10);
    }

    [TestCase("owner", 1)]
    [TestCase("everyone", 3)]
    [TestCase("VIEWER@north.example", 1)]
    public async Task A_notification_reaches_whom_it_means_and_nobody_of_another_organization(string to, int recipients)
    {
        await _scene.Organization.AddMemberAsync("owner");
        await _scene.Organization.AddMemberAsync("accountant");
        await _scene.Organization.AddMemberAsync(await _scene.App.CreateUserAsync("viewer@north.example"), "viewer");
        await (await _scene.FoundAsync("other")).AddMemberAsync("owner");
        var workflow = await _scene.PublishAsync(
            """[{"key":"bell","type":"sendNotification","config":{"to":"TO","title":"Line","body":"A text","link":"/banking"}}]""".Replace("TO", to));
        await _scene.StartWorkerAsync();

        await _scene.WaitForAsync(await _scene.StartAsync(workflow), "succeeded");

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM notifications")).ShouldBe(recipients);
        (await _scene.ScalarAsync<string>(
            "SELECT output::text FROM workflow_step_executions WHERE status = 'succeeded' AND step = 'bell'"))
            .ShouldBe($$"""{"recipients":{{recipients}}}""");
    }

    [Test]
    public async Task A_notification_to_nobody_fails_the_step_with_its_reason()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"bell","type":"sendNotification","config":{"to":"emperor","title":"Hi"}}]""");
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(workflow);

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ScalarAsync<string>($"SELECT error::text FROM workflow_executions WHERE id = '{id}'"))
            .ShouldContain("notifications.nobody");
    }

    [Test]
    public async Task Workflows_of_one_organization_cannot_flood_the_world_with_mails()
    {
        await _scene.ExecuteAsync($"""
            INSERT INTO outgoing_mails (id, organization_id, kind, state)
            SELECT gen_random_uuid(), '{_scene.Organization.Id.Value}', 'workflow', 'sent' FROM generate_series(1, 500)
            """);
        var workflow = await _scene.PublishAsync(
            """[{"key":"mail","type":"sendEmail","config":{"to":"a@north.example","subject":"Hi","body":"Text"}}]""");
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(workflow);

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ScalarAsync<string>($"SELECT error::text FROM workflow_executions WHERE id = '{id}'")).ShouldContain("mail.too_many");
    }

    [TestCase("sendEmail", """{"to":["a@north.example","b@north.example"],"subject":"Hi","body":"Text"}""", "outgoing_mails", 500, 496)]
    [TestCase("sendNotification", """{"to":"owner","title":"Hi","body":"","link":""}""", "notifications", 2000, 1998)]
    public async Task The_bound_of_an_hour_holds_for_steps_that_run_at_once_and_a_repeated_one_is_none_more(
        string type, string input, string table, int most, int before)
    {
        var owner = await _scene.Organization.AddMemberAsync("owner");
        await _scene.ExecuteAsync(table == "notifications"
            ? $"""
                INSERT INTO notifications (organization_id, id, user_id, source, title, body)
                SELECT '{_scene.Organization.Id.Value}', gen_random_uuid(), '{owner.Id.Value}', 'before ' || n, '', '' FROM generate_series(1, {before}) n
                """
            : $"""
                INSERT INTO outgoing_mails (id, organization_id, kind, state)
                SELECT gen_random_uuid(), '{_scene.Organization.Id.Value}', 'workflow', 'sent' FROM generate_series(1, {before})
                """);
        var worker = await _scene.StartWorkerAsync();
        var performer = worker.Services.GetServices<Infrastructure.Workflows.Steps.IStepPerformer>().Single(one => one.Type == type);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => performer.PerformAsync(Call(n), default)));

        var done = results.Index().Where(one => one.Item is Domain.Workflows.Steps.StepResult.Succeeded).ToList();
        done.Count.ShouldBe(2);
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM {table}")).ShouldBe(most);
        (await performer.PerformAsync(Call(done[0].Index), default)).ShouldBeOfType<Domain.Workflows.Steps.StepResult.Succeeded>();

        Infrastructure.Workflows.Steps.StepCall Call(int n) => new(
            _scene.Organization.Id, System.Text.Json.JsonElement.Parse(input), $"at once/{n}", TimeSpan.FromSeconds(10));
    }

    private async Task<IReadOnlyList<CapturedMail>> MailsAsync()
    {
        await using var scope = _scene.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ISender>().Send(new ListCapturedMails(), default)).Value.Newest;
    }

    private async Task PerformAgainAsync(EngineWorker worker, Guid execution)
    {
        var performers = worker.Services.GetServices<Infrastructure.Workflows.Steps.IStepPerformer>();
        foreach (var (step, type) in new[] { ("mail", "sendEmail"), ("bell", "sendNotification") })
        {
            var input = await _scene.ScalarAsync<string>(
                $"SELECT input::text FROM workflow_step_executions WHERE execution_id = '{execution}' AND step = '{step}' AND status = 'running'");
            var call = new Infrastructure.Workflows.Steps.StepCall(
                _scene.Organization.Id, System.Text.Json.JsonElement.Parse(input), $"{execution}/{step}", TimeSpan.FromSeconds(10));
            (await performers.Single(performer => performer.Type == type).PerformAsync(call, default))
                .ShouldBeOfType<Domain.Workflows.Steps.StepResult.Succeeded>();
        }
    }
}
