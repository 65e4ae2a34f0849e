using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Trials;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Tests.Workflows.Engine;
using Financbase.Testing.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Workflows.Trials;

public sealed class BacktestDraftTests
{
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
    public async Task A_draft_is_tried_on_the_events_that_there_were_and_nothing_happens()
    {
        await using var sink = await HttpSink.StartAsync();
        var workflow = await DraftAsync(sink);
        WorkflowPaused[] facts =
        [
            .. Enumerable.Range(0, 6).Select(number => new WorkflowPaused(new WorkflowId(Guid.NewGuid()), $"Pay {number}")),
            new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Pay nobody"), new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Other"),
        ];
        await _scene.BookAsync(facts);
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM event_deliveries WHERE state = 'pending'"), open => open == 0);
        var before = await Rows.CountAsync(_scene);

        var tried = (await _scene.Organization.SendAsync(new BacktestDraft(workflow, 7, 100))).Value;

        (tried.Events, tried.MoreEvents, tried.WouldStart, tried.Tried, tried.WouldSucceed, tried.WouldFail).ShouldBe((8, false, 7, 7, 6, 1));
        tried.Branches.Select(branch => $"{branch.Step}.{branch.Outcome}={branch.Runs}").ShouldBe(["who.true=6", "who.false=1", "call.default=6", "no.error=1"]);
        tried.Samples.Count.ShouldBe(7);
        tried.Samples.Single(sample => sample.FailedStep == "no").Error!.Value.GetProperty("message").GetString().ShouldBe("Nobody");
        sink.Requests.ShouldBeEmpty();
        (await Rows.CountAsync(_scene)).ShouldBe(before);

        var few = (await _scene.Organization.SendAsync(new BacktestDraft(workflow, 7, 3))).Value;
        (few.Events, few.MoreEvents).ShouldBe((3, true));
    }

    [Test]
    public async Task Older_events_and_those_of_others_are_left_out()
    {
        await using var sink = await HttpSink.StartAsync();
        var workflow = await DraftAsync(sink);
        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Pay 1"), new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Pay 2"));
        await _scene.ExecuteAsync("UPDATE events SET occurred_at = occurred_at - interval '8 days' WHERE data ->> 'name' = 'Pay 1'");

        (await _scene.Organization.SendAsync(new BacktestDraft(workflow, 7, 100))).Value.Events.ShouldBe(1);
        (await _scene.Organization.SendAsync(new BacktestDraft(workflow, 9, 100))).Value.Events.ShouldBe(2);

        var other = await _scene.FoundAsync("other");
        (await other.SendAsync(new BacktestDraft(workflow, 7, 100))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _scene.Organization.SendAsync(new BacktestDraft(workflow, 7, 100), "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Test]
    public async Task Whoever_may_not_see_all_of_its_events_tries_none_on_it()
    {
        await using var sink = await HttpSink.StartAsync();
        var workflow = await DraftAsync(sink);
        var hidden = await DraftAsync(sink);
        await _scene.BookAsync(new WorkflowPaused(hidden, "Pay 1"), new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Pay 2"));
        (await _scene.Organization.SendAsync(new BacktestDraft(workflow, 7, 100))).Value.Events.ShouldBe(2);

        var seen = await AsAsync(new Grant(Permissions.Workflows.Read, "workflow", hidden.Value, GrantEffect.Deny), new BacktestDraft(workflow, 7, 100));

        seen.Error!.Fields!.Keys.ShouldBe(["triggers[0].event"]);
        (await AsAsync(new Grant(Permissions.Workflows.Manage, "workflow", workflow.Value, GrantEffect.Deny), new BacktestDraft(workflow, 7, 100)))
            .Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [Test]
    public async Task When_its_time_is_over_it_says_how_many_it_tried()
    {
        var made = await _scene.Organization.SendAsync(new CreateWorkflow("""
            {"name":"Slow","trigger":{"type":"event","event":"workflow.paused"},"steps":[
             {"key":"list","type":"code","config":{"code":"return { items: Array.from({ length: 9000 }, (_, i) => i) };"},"next":{"default":"each"}},
             {"key":"each","type":"forEach","config":{"items":"{{ steps.list.output.items }}","body":"count"}},
             {"key":"count","type":"code","config":{"code":"let n = 0; for (let i = 0; i < 200000; i++) n += i; return { n };"}}]}
            """));
        made.Error.ShouldBeNull();
        await _scene.BookAsync([.. Enumerable.Range(0, 20).Select(number => new WorkflowPaused(new WorkflowId(Guid.NewGuid()), $"Pay {number}"))]);
        var backtest = new BacktestDraft(new WorkflowId(made.Value.Id), 7, 100);

        // Of two at once one is tried until its time is over, whichever comes first. Where the database is quicker than this process, a call
        // that is not given a thread of its own ends before the next one begins.
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => _scene.Organization.SendAsync(backtest))));

        answers.Single(answer => !answer.IsSuccess).Error!.Code.ShouldBe("workflows.trial_under_way");
        var tried = answers.Single(answer => answer.IsSuccess).Value;
        (tried.Events, tried.WouldStart, tried.WouldSucceed).ShouldBe((20, 20, 0));
        tried.Tried.ShouldBeInRange(1, 19);
    }

    [TestCase(0, 1)]
    [TestCase(31, 1)]
    [TestCase(1, 0)]
    [TestCase(1, 501)]
    public async Task What_is_too_much_is_refused(int days, int most) =>
        (await _scene.Organization.SendAsync(new BacktestDraft(new WorkflowId(Guid.NewGuid()), days, most))).Error!.Kind.ShouldBe(ErrorKind.Validation);

    private async Task<Result<T>> AsAsync<T>(Grant exception, MediatR.IRequest<Result<T>> request)
    {
        await using var scope = _scene.App.CreateScope();
        var user = EntityId.New<UserId>();
        scope.ServiceProvider.GetRequiredService<IMultiTenantContextSetter>().Set(_scene.Organization.Info);
        scope.ServiceProvider.GetRequiredService<ICurrentPrincipalSetter>().Set(Principal.Of(
            $"user:{user}", PrincipalKind.User, user, new Rights(Role.Find("owner")!.Permissions) { Holder = user, Grants = [exception] }));
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request, CancellationToken.None);
    }

    private async Task<WorkflowId> DraftAsync(HttpSink sink)
    {
        var made = await _scene.Organization.SendAsync(new CreateWorkflow("""
            {"name":"Tried","trigger":{"type":"event","event":"workflow.paused","filter":{"field":"trigger.name","op":"startsWith","value":"Pay"}},"steps":[
             {"key":"who","type":"condition","config":{"field":"trigger.name","op":"ne","value":"Pay nobody"},"next":{"true":"call","false":"no"}},
             {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK"}},
             {"key":"no","type":"stop","config":{"outcome":"failed","message":"Nobody"}}]}
            """.Replace("SINK", $"{sink.Address}")));
        made.Error.ShouldBeNull();
        return new WorkflowId(made.Value.Id);
    }
}
