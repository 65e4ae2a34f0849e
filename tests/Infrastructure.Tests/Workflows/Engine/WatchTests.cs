using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Those who follow an execution in one process.</summary>
public sealed class WatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task However_many_follow_it_a_change_is_read_once()
    {
        var id = await WaitingAsync();
        var followers = Enumerable.Range(0, 20).Select(number => Follow(id, number)).ToList();
        await ToldAsync(followers);
        var before = await NewsAsync(followers, after: 0);
        var place = before.Steps[^1].Position;
        before.Status.ShouldBe(ExecutionStatus.Waiting);

        await _scene.CancelAsync(id);
        await ToldAsync(followers);
        var after = await NewsAsync(followers, place);

        after.Status.ShouldBe(ExecutionStatus.Cancelled);
        after.Steps.ShouldAllBe(step => step.Position > place);
        followers.ForEach(follower => follower.Dispose());
    }

    [Test]
    public async Task Who_comes_later_or_stands_elsewhere_misses_nothing()
    {
        var id = await WaitingAsync();
        using var first = Follow(id, 1);
        var all = await NewsAsync([first], after: 0);
        using var second = Follow(id, 2);

        (await second.NewsAsync(all.Steps[^1].Position, CancellationToken.None))!.Steps.ShouldBeEmpty();
        (await second.NewsAsync(0, CancellationToken.None))!.Steps.ShouldBe(all.Steps);
    }

    [Test]
    public async Task What_is_gone_or_of_others_is_not_told()
    {
        var id = await WaitingAsync();
        var other = await _scene.FoundAsync("other");
        var watch = _scene.Services.GetRequiredService<IExecutionWatch>();
        using var theirs = watch.Follow(other.Id, "them", id)!;
        using var nobodys = Follow(new WorkflowExecutionId(Guid.CreateVersion7()), 1);

        (await theirs.NewsAsync(0, CancellationToken.None)).ShouldBeNull();
        (await nobodys.NewsAsync(0, CancellationToken.None)).ShouldBeNull();
    }

    private static async Task ToldAsync(IEnumerable<IExecutionFollower> followers) =>
        (await Task.WhenAll(followers.Select(follower => follower.WaitAsync(Patience, CancellationToken.None)))).ShouldAllBe(isTold => isTold);

    /// <summary>What each of them reads; it is one look.</summary>
    private static async Task<ExecutionNews> NewsAsync(IReadOnlyList<IExecutionFollower> followers, long after)
    {
        var news = await Task.WhenAll(followers.Select(follower => follower.NewsAsync(after, CancellationToken.None)));
        news.Distinct(ReferenceEqualityComparer.Instance).Count().ShouldBe(1);
        return news[0]!;
    }

    private IExecutionFollower Follow(WorkflowExecutionId id, int caller) =>
        _scene.Services.GetRequiredService<IExecutionWatch>().Follow(_scene.Organization.Id, $"caller {caller}", id)!;

    private async Task<WorkflowExecutionId> WaitingAsync()
    {
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"first","type":"transform","config":{"set":{"x":1}},"next":{"default":"wait"}},{"key":"wait","type":"delay","config":{"duration":"P1D"}}]
            """));
        await _scene.WaitForAsync(id, "waiting");
        await _scene.StopWorkersAsync();
        return id;
    }
}
