using Financbase.Application.Events;
using Financbase.Application.Monitoring;
using Financbase.Application.Paging;
using Financbase.Domain.Workflows;
using Financbase.Testing.Banking;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Steps that read the books and write to them, through the use cases.</summary>
public sealed class RecordStepsTests
{
    private const string Statement = """
        Date,Description,Amount
        2026-01-05,Customer A,1000.00
        2026-01-20,Rent,-400.50
        2026-02-03,Customer B,250.00
        """;

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        await _scene.StartWorkerAsync();
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task A_search_takes_its_filter_from_templates_and_says_whether_there_was_more()
    {
        var account = await BooksAsync();
        var run = await RunAsync(
            """{"resource":"bank_transaction","filter":{"bankAccountId":"{{ trigger.id }}","from":"2026-01-01","to":"2026-01-31"},"sort":"lowest","limit":1}""", account);

        run.GetProperty("count").GetInt32().ShouldBe(1);
        run.GetProperty("more").GetBoolean().ShouldBeTrue();
        var line = run.GetProperty("records")[0];
        line.GetProperty("description").GetString().ShouldBe("Rent");
        line.GetProperty("amount").GetRawText().ShouldBe("""{"value":"-400.50","currency":"EUR"}""");
    }

    [TestCase("""{"resource":"bank_account","filter":{"text":"Main"}}""", 1)]
    [TestCase("""{"resource":"bank_transaction","filter":{"minAmount":"200","status":"unreviewed","text":"customer"}}""", 2)]
    [TestCase("""{"resource":"event","filter":{"type":"bank_transaction.created"}}""", 3)]
    [TestCase("""{"resource":"execution","filter":{"status":"running"},"sort":"oldest"}""", 1)]
    [TestCase("""{"resource":"member"}""", 0)]
    [TestCase("""{"resource":"workflow","filter":{"status":"published"}}""", 1)]
    public async Task Each_kind_of_thing_is_found(string config, int count) =>
        (await RunAsync(config, await BooksAsync())).GetProperty("count").GetInt32().ShouldBe(count);

    [TestCase("""{"resource":"bank_transaction","filter":{"bankAccountId":"{{ trigger.nothing }}"}}""", "workflows.text_missing")]
    [TestCase("""{"resource":"bank_transaction","filter":{"bankAccountId":"all of them"}}""", "workflows.value_invalid")]
    [TestCase("""{"resource":"bank_transaction","filter":{"status":"'; DROP TABLE events"}}""", "workflows.value_invalid")]
    [TestCase("""{"resource":"event","filter":{"type":"no.such"}}""", "validation_error")]
    public async Task A_filter_that_does_not_work_out_fails_the_step_and_never_widens_the_search(string config, string code)
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync($$"""[{"key":"find","type":"findRecords","config":{{config}}}]"""));

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe(code);
    }

    [Test]
    public async Task A_list_that_grows_beyond_5_MB_fails_the_step()
    {
        for (var n = 0; n < 6; n++)
        {
            await _scene.ExecuteAsync($$"""
                INSERT INTO events (organization_id, id, type, version, occurred_at, data, depth, origin)
                VALUES ('{{_scene.Organization.Id}}', gen_random_uuid(), 'custom.large', 1, now(), jsonb_build_object('data', repeat('x', 1000000)), 0, 'live')
                """);
        }

        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"find","type":"findRecords","config":{"resource":"event","filter":{"type":"custom.large"},"limit":1000}}]"""));
        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe("workflows.payload_too_large");
    }

    [Test]
    public async Task Reports_add_up_what_the_lines_say()
    {
        var account = await BooksAsync();
        var movements = await OutputAsync("""[{"key":"run","type":"runReport","config":{"report":"cash_movements","parameters":{"from":"2026-01-01","to":"2026-12-31","bankAccountId":"{{ trigger.id }}"}}}]""", account);
        var balances = await OutputAsync("""[{"key":"run","type":"runReport","config":{"report":"bank_balances","parameters":{"on":"2026-01-31"}}}]""", account);

        movements.GetProperty("rows").EnumerateArray().Select(row =>
                $"{row.GetProperty("period")} {row.GetProperty("moneyIn").GetProperty("value")} {row.GetProperty("moneyOut").GetProperty("value")} {row.GetProperty("net").GetProperty("value")} {row.GetProperty("lines")}")
            .ShouldBe(["2026-01-01 1000.00 -400.50 599.50 2", "2026-02-01 250.00 0.00 250.00 1"]);
        balances.GetProperty("rows")[0].GetProperty("total").GetProperty("value").GetString().ShouldBe("599.50");
    }

    [TestCase("""{"from":"2026-02-01","to":"2026-01-01"}""", "validation_error")]
    [TestCase("""{"from":"yesterday","to":"2026-01-01"}""", "workflows.value_invalid")]
    [TestCase("""{"from":"2026-01-01","to":"2026-02-01","by":"year"}""", "workflows.value_invalid")]
    public async Task A_report_of_nonsense_fails_the_step(string parameters, string code)
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync(
            """[{"key":"run","type":"runReport","config":{"report":"cash_movements","parameters":GIVEN}}]""".Replace("GIVEN", parameters)));

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe(code);
    }

    [Test]
    public async Task An_event_of_ones_own_starts_those_who_listen_and_knows_its_cause()
    {
        var listener = await _scene.PublishAsync(
            """[{"key":"keep","type":"transform","config":{"set":{"spent":"{{ trigger.data.spent }}"}}}]""", """{"type":"event","event":"custom.over"}""");
        await _scene.PublishAsync(
            """[{"key":"tell","type":"emitEvent","config":{"name":"over","data":{"spent":"{{ trigger.name }}"}}}]""", """{"type":"event","event":"workflow.resumed"}""");

        await _scene.BookAsync(new WorkflowResumed(new WorkflowId(Guid.NewGuid()), "12.50"));
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{listener}' AND status = 'succeeded'"), done => done == 1);

        (await _scene.ScalarAsync<string>($"SELECT output->>'spent' FROM workflow_executions WHERE workflow_id = '{listener}'")).ShouldBe("12.50");
        (await _scene.ScalarAsync<bool>("""
            SELECT e.depth = 1 AND c.type = 'workflow.resumed' FROM events e JOIN events c ON c.id = e.caused_by WHERE e.type = 'custom.over'
            """)).ShouldBeTrue();
        (await _scene.Organization.SendAsync(new ListEvents(new EventFilter("custom.over", null, null, null, null), new PageRequest()))).Value.Items.ShouldHaveSingleItem();
    }

    [Test]
    public async Task A_workflow_that_starts_itself_by_its_own_event_is_cut_as_a_loop()
    {
        await _scene.PublishAsync("""[{"key":"tell","type":"emitEvent","config":{"name":"again"}}]""", """{"type":"event","event":"custom.again"}""");
        await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"tell","type":"emitEvent","config":{"name":"again"}}]"""));

        await EngineScene.UntilAsync(() => _scene.ScalarAsync<int>("SELECT COALESCE(max(depth), 0) FROM events WHERE type = 'custom.again'"), depth => depth == ICausation.MaxDepth + 1);
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM event_deliveries WHERE consumer = 'workflows' AND state = 'pending'"), open => open == 0);

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'custom.again'")).ShouldBe(ICausation.MaxDepth + 2);
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status NOT IN ('succeeded')"), open => open == 0);
    }

    [Test]
    public async Task A_measurement_is_kept_with_its_labels()
    {
        (await OutputAsync("""[{"key":"note","type":"recordMetric","config":{"name":"payments.large","value":"{{ trigger.amount }}","labels":{"currency":"EUR"}}}]""", input: """{"amount":"-1250.75"}"""))
            .GetProperty("value").GetDecimal().ShouldBe(-1250.75m);

        var metric = (await _scene.Organization.SendAsync(new ListMetrics(new PageRequest(), "payments.large"))).Value.Items.ShouldHaveSingleItem();
        (metric.Value, metric.Labels["currency"]).ShouldBe((-1250.75m, "EUR"));
        (await (await _scene.FoundAsync("other")).SendAsync(new ListMetrics(new PageRequest()))).Value.Items.ShouldBeEmpty();
    }

    [Test]
    public async Task A_run_is_cancelled_and_a_workflow_paused_as_a_person_would()
    {
        var waiting = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""");
        var run = await _scene.StartAsync(waiting);
        await _scene.WaitForAsync(run, "waiting");

        await OutputAsync("""[{"key":"stop","type":"updateRecord","config":{"resource":"execution","id":"{{ trigger.id }}","set":{"status":"cancelled"}}}]""", input: $$"""{"id":"{{run}}"}""");
        await OutputAsync("""[{"key":"pause","type":"updateRecord","config":{"resource":"workflow","id":"{{ trigger.id }}","set":{"status":"paused"}}}]""", input: $$"""{"id":"{{waiting}}"}""");

        (await _scene.StatusAsync(run)).ShouldBe("cancelled");
        (await _scene.ScalarAsync<string>($"SELECT status FROM workflows WHERE id = '{waiting}'")).ShouldBe("paused");
        (await _scene.ScalarAsync<string>("SELECT string_agg(action, ' ' ORDER BY id) FROM audit_logs WHERE actor_kind = 'workflow'")).ShouldBe("workflow_execution.cancel workflow.pause");
    }

    [Test]
    public async Task A_workflow_is_archived_once_and_a_draft_is_not_deleted()
    {
        const string Archive = """[{"key":"away","type":"updateRecord","config":{"resource":"workflow","id":"{{ trigger.id }}","set":{"archived":"true"}}}]""";
        var old = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""");
        var draft = (await _scene.Organization.SendAsync(new Application.Workflows.CreateWorkflow("""{"name":"Draft","steps":[]}"""))).Value.Id;
        var archiver = await _scene.PublishAsync(Archive);

        await OutputAsync(Archive, input: $$"""{"id":"{{old}}"}""");
        var again = await _scene.StartAsync(archiver, $$"""{"id":"{{old}}"}""");
        var onDraft = await _scene.StartAsync(archiver, $$"""{"id":"{{draft}}"}""");

        (await _scene.ScalarAsync<string>($"SELECT status FROM workflows WHERE id = '{old}'")).ShouldBe("archived");
        await _scene.WaitForAsync(again, "failed");
        (await _scene.ErrorAsync(again)).ShouldBe("workflows.archived");
        await _scene.WaitForAsync(onDraft, "failed");
        (await _scene.ErrorAsync(onDraft)).ShouldBe("workflows.not_published");
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflows WHERE id = '{draft}'")).ShouldBe(1);
    }

    private async Task<string> BooksAsync()
    {
        var account = await _scene.Organization.OpenAccountAsync();
        (await _scene.Organization.ImportAsync(account, Statement)).IsSuccess.ShouldBeTrue();
        return $$"""{"id":"{{account}}"}""";
    }

    private Task<System.Text.Json.JsonElement> RunAsync(string config, string input) =>
        OutputAsync($$"""[{"key":"find","type":"findRecords","config":{{config}}}]""", input);

    private async Task<System.Text.Json.JsonElement> OutputAsync(string steps, string input)
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync(steps), input);
        await EngineScene.UntilAsync(() => _scene.StatusAsync(id), status => status is "succeeded" or "failed");
        (await _scene.ScalarAsync<string>($"SELECT status || COALESCE(error::text, '') FROM workflow_executions WHERE id = '{id}'")).ShouldBe("succeeded");
        return await _scene.OutputAsync(id);
    }
}
