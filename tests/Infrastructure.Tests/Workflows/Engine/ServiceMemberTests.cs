using Financbase.Application.Paging;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Testing.Banking;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>A workflow acts with what its publisher held, for as long as nobody takes it away.</summary>
public sealed class ServiceMemberTests
{
    private const string Read = """[{"key":"read","type":"getRecord","config":{"resource":"bank_account","id":"{{ trigger.id }}"}}]""";

    private const string Rename =
        """[{"key":"name","type":"updateRecord","config":{"resource":"bank_account","id":"{{ trigger.id }}","set":{"name":"{{ trigger.name }}"}}}]""";

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task Publishing_refuses_a_step_for_which_the_publisher_lacks_the_permission()
    {
        var draft = await DraftAsync("""[{"key":"ok","type":"delay","config":{"duration":"PT1S"},"next":{"default":"tell"}},{"key":"tell","type":"emitEvent","config":{"name":"told"}}]""");
        var rights = Role.Owner.Permissions.Except([Permissions.Events.Emit]).ToHashSet();

        var refused = await SendAsAsync(rights, new PublishWorkflow(draft));

        refused.Error!.Code.ShouldBe("workflows.not_publishable");
        refused.Error.Fields!.Keys.ShouldBe(["steps[1]"]);
        (await _scene.Organization.SendAsync(new PublishWorkflow(draft))).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_version_keeps_what_its_steps_need_of_the_publishers_rights_and_nothing_else()
    {
        var draft = await DraftAsync(Rename);
        await _scene.Organization.SendAsync(new PublishWorkflow(draft));

        var automation = (await _scene.Organization.SendAsync(new ListAutomations(new PageRequest()))).Value.Items.ShouldHaveSingleItem();

        (automation.Name, automation.Version, automation.IsNarrowed, automation.IsRevoked).ShouldBe(("Test", 1, false, false));
        automation.Permissions.ShouldBe([Permissions.Banking.Manage, Permissions.Banking.Read]);
    }

    [Test]
    public async Task What_the_publisher_could_not_see_the_workflow_cannot_see_either()
    {
        var seen = await _scene.Organization.OpenAccountAsync("Seen");
        var hidden = await _scene.Organization.OpenAccountAsync("Hidden");
        var rights = new Rights(new HashSet<string> { Permissions.Banking.Read })
        {
            Constraints = new Dictionary<string, Constraint> { [Permissions.Banking.Read] = new() { AccountIds = [seen.Value] } },
        };
        await _scene.StartWorkerAsync();
        var one = await _scene.PublishAsync(Read, rights: rights);
        var all = await _scene.PublishAsync("""[{"key":"find","type":"findRecords","config":{"resource":"bank_account"}}]""", rights: rights);

        var found = await _scene.StartAsync(one, $$"""{"id":"{{seen}}"}""");
        var refused = await _scene.StartAsync(one, $$"""{"id":"{{hidden}}"}""");
        var listed = await _scene.StartAsync(all);
        await _scene.WaitForAsync(found, "succeeded");
        await _scene.WaitForAsync(refused, "failed");
        await _scene.WaitForAsync(listed, "succeeded");

        (await _scene.OutputAsync(found)).GetProperty("record").GetProperty("name").GetString().ShouldBe("Seen");
        (await _scene.OutputAsync(listed)).GetProperty("records").EnumerateArray().Select(row => row.GetProperty("name").GetString()).ShouldBe(["Seen"]);
        (await _scene.ScalarAsync<bool>($"SELECT output IS NULL FROM workflow_executions WHERE id = '{refused}'")).ShouldBeTrue();
    }

    [Test]
    public async Task What_it_changes_stands_in_the_audit_log_under_its_name()
    {
        var account = await _scene.Organization.OpenAccountAsync("Before");
        var workflow = await _scene.PublishAsync(Rename);
        await _scene.StartWorkerAsync();

        var id = await _scene.StartAsync(workflow, $$"""{"id":"{{account}}","name":"After"}""");
        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<string>($"SELECT name FROM bank_accounts WHERE id = '{account}'")).ShouldBe("After");
        (await _scene.ScalarAsync<string>("SELECT concat_ws(' ', actor_kind, actor, actor_name, auth_method, request_id, target_id) FROM audit_logs WHERE action = 'bank_account.rename'"))
            .ShouldBe($"workflow workflow:{workflow} Test workflow {id}/name {account}");
    }

    [Test]
    public async Task When_its_rights_are_taken_away_it_starts_no_other_workflow_until_a_person_lets_it()
    {
        var inner = await _scene.PublishAsync("""[{"key":"keep","type":"transform","config":{"set":{"n":1}}}]""");
        var draft = await DraftAsync("""[{"key":"sub","type":"subWorkflow","config":{"workflow":"INNER"}}]""".Replace("INNER", $"{inner}"));
        (await _scene.Organization.SendAsync(new PublishWorkflow(draft))).Error.ShouldBeNull();
        (await _scene.Organization.SendAsync(new RevokeWorkflowAuthority(draft))).Error.ShouldBeNull();
        await _scene.StartWorkerAsync();

        var id = await _scene.StartAsync(draft);
        await _scene.WaitForAsync(id, "parked");

        (await _scene.ScalarAsync<string>($"SELECT parked_reason FROM workflow_executions WHERE id = '{id}'")).ShouldBe("authority_lost");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions")).ShouldBe(1);
        (await _scene.StepsAsync(id)).ShouldBe("sub:waiting sub:parked");
        await _scene.ExecuteAsync("UPDATE workflows SET revoked_through = NULL");
        (await _scene.Organization.SendAsync(new ResolveStep(id, "sub", StepResolution.Retry))).Error.ShouldBeNull();
        await _scene.WaitForAsync(id, "succeeded");
    }

    [Test]
    public async Task When_its_rights_are_taken_away_the_run_waits_for_a_person_and_a_new_version_has_new_ones()
    {
        var account = await _scene.Organization.OpenAccountAsync();
        var draft = await DraftAsync(Read);
        await _scene.Organization.SendAsync(new PublishWorkflow(draft));
        (await _scene.Organization.SendAsync(new RevokeWorkflowAuthority(draft), "viewer")).Error!.Code.ShouldBe("forbidden");
        (await _scene.Organization.SendAsync(new RevokeWorkflowAuthority(draft))).IsSuccess.ShouldBeTrue();
        (await _scene.Organization.SendAsync(new RevokeWorkflowAuthority(draft))).Error!.Code.ShouldBe("workflows.authority_revoked");
        await _scene.StartWorkerAsync();

        var old = await _scene.StartAsync(draft, $$"""{"id":"{{account}}"}""");
        await _scene.WaitForAsync(old, "parked");
        (await _scene.Organization.SendAsync(new PublishWorkflow(draft))).Value.PublishedVersion.ShouldBe(2);

        (await _scene.ScalarAsync<string>($"SELECT parked_reason FROM workflow_executions WHERE id = '{old}'")).ShouldBe("authority_lost");
        (await _scene.StepsAsync(old)).ShouldBe("read:running read:parked");
        (await _scene.ScalarAsync<string>("SELECT data->>'reason' FROM events WHERE type = 'workflow.execution_parked'")).ShouldBe("authority_lost");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'workflow.authority_revoked'")).ShouldBe(1);
        (await _scene.Organization.SendAsync(new ListAutomations(new PageRequest()))).Value.Items.ShouldHaveSingleItem().IsRevoked.ShouldBeFalse();
        (await _scene.CancelAsync(old)).ShouldBe(CancelOutcome.Cancelled);
    }

    [TestCase("getRecord", """{"resource":"bank_account","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"bank_transaction","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"event","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"execution","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"member","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"workflow","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"account","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"customer","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"invoice","id":"{{ trigger.id }}"}""")]
    [TestCase("getRecord", """{"resource":"journal_entry","id":"{{ trigger.id }}"}""")]
    [TestCase("updateRecord", """{"resource":"bank_account","id":"{{ trigger.id }}","set":{"name":"Mine"}}""")]
    [TestCase("updateRecord", """{"resource":"workflow","id":"{{ trigger.id }}","set":{"status":"paused"}}""")]
    [TestCase("updateRecord", """{"resource":"workflow","id":"{{ trigger.id }}","set":{"archived":"true"}}""")]
    [TestCase("updateRecord", """{"resource":"execution","id":"{{ trigger.id }}","set":{"status":"cancelled"}}""")]
    public async Task What_another_organization_has_is_as_if_it_were_not(string type, string config)
    {
        var other = await _scene.FoundAsync("other");
        var account = await other.OpenAccountAsync("Theirs");
        var theirs = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""", organization: other);
        var run = (await _scene.StartAsync(theirs, 1, organization: other))[0];
        var ids = new[] { $"{account}", $"{theirs}", $"{run}", $"{other.Id}", $"{Guid.NewGuid()}", "no id" };
        var workflow = await _scene.PublishAsync($$"""[{"key":"try","type":"{{type}}","config":{{config}}}]""");
        await _scene.StartWorkerAsync();

        foreach (var id in ids)
        {
            var execution = await _scene.StartAsync(workflow, $$"""{"id":"{{id}}"}""");
            await _scene.WaitForAsync(execution, "failed");
            (await _scene.ErrorAsync(execution)).ShouldBe("not_found", id);
        }

        (await _scene.ScalarAsync<string>($"SELECT name FROM bank_accounts WHERE id = '{account}'")).ShouldBe("Theirs");
        (await _scene.ScalarAsync<string>($"SELECT status FROM workflows WHERE id = '{theirs}'")).ShouldBe("published");
        (await _scene.StatusAsync(run)).ShouldNotBe("cancelled");
    }

    [Test]
    public async Task Nothing_runs_in_an_organization_that_is_suspended()
    {
        var account = await _scene.Organization.OpenAccountAsync();
        var workflow = await _scene.PublishAsync(Read);
        var id = await _scene.StartAsync(workflow, $$"""{"id":"{{account}}"}""");
        await _scene.ExecuteAsync($"UPDATE organizations SET state = 'suspended' WHERE id = '{_scene.Organization.Id}'");
        var other = await _scene.FoundAsync("other");
        var worker = await _scene.StartWorkerAsync();
        var theirs = (await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"a","type":"transform","config":{"set":{"x":1}}}]""", organization: other), 1, organization: other))[0];

        await _scene.WaitForAsync(theirs, "succeeded");
        (await _scene.StatusAsync(id)).ShouldBe("queued");
        await Should.ThrowAsync<Infrastructure.Workflows.Steps.OrganizationAtRestException>(() => Performer(worker, "getRecord").PerformAsync(
            new Infrastructure.Workflows.Steps.StepCall(_scene.Organization.Id, System.Text.Json.JsonElement.Parse($$"""{"resource":"bank_account","id":"{{account}}"}"""), "x/y", TimeSpan.FromSeconds(10))
            {
                Actor = new Infrastructure.Workflows.Steps.StepActor(workflow, 1, id, null),
            },
            default));
    }

    private static Infrastructure.Workflows.Steps.IStepPerformer Performer(EngineWorker worker, string type) =>
        worker.Services.GetServices<Infrastructure.Workflows.Steps.IStepPerformer>().Single(performer => performer.Type == type);

    private async Task<WorkflowId> DraftAsync(string steps) => new((await _scene.Organization.SendAsync(
        new CreateWorkflow($$"""{"name":"Test","trigger":{"type":"manual"},"steps":{{steps}}}"""))).Value.Id);

    private async Task<Application.Pipeline.Result<WorkflowDetail>> SendAsAsync(IReadOnlySet<string> permissions, PublishWorkflow request)
    {
        await using var scope = _scene.App.CreateScope();
        scope.ServiceProvider.GetRequiredService<Application.Tenancy.IMultiTenantContextSetter>().Set(_scene.Organization.Info);
        var user = Domain.SharedKernel.EntityId.New<UserId>();
        scope.ServiceProvider.GetRequiredService<Application.Access.ICurrentPrincipalSetter>().Set(
            new Application.Access.Principal($"user:{user}", Application.Access.PrincipalKind.User, user, permissions));
        return await scope.ServiceProvider.GetRequiredService<Application.Pipeline.ISender>().Send(request, default);
    }
}
