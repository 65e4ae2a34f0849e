using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Workflows;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Kinds that work values out or call the outside, in the engine.</summary>
public sealed class StepKindsTests
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
    public async Task Lists_are_filtered_merged_worked_out_and_chosen_by()
    {
        var workflow = await _scene.PublishAsync("""
            [{"key":"large","type":"filter","config":{"items":"{{ trigger.lines }}","keep":{"field":"item.n","op":"gt","value":2}},"next":{"default":"all"}},
             {"key":"all","type":"merge","config":{"sources":["{{ steps.large.output.items }}",[{"n":10}]]},"next":{"default":"sum"}},
             {"key":"sum","type":"code","config":{"input":"{{ steps.all.output.items }}","code":"return { sum: input.reduce((sum, line) => sum + line.n, 0) }"},"next":{"default":"way"}},
             {"key":"way","type":"switch","config":{"cases":[{"name":"much","when":{"field":"steps.sum.output.sum","op":"gte","value":17}}]},"next":{"much":"text"}},
             {"key":"text","type":"template","config":{"text":"{% for line in steps.all.output.items %}{{ line.n }};{% endfor %} {{ steps.sum.output.sum }}"}}]
            """);
        var id = await _scene.StartAsync(workflow, """{"lines":[{"n":1},{"n":3},{"n":4}]}""");

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<string>($"SELECT output->>'text' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("3;4;10; 17");
    }

    [Test]
    public async Task A_program_without_end_fails_its_execution_and_nothing_else()
    {
        var endless = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"spin","type":"code","config":{"code":"while (true);"}}]"""));
        var other = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"quick","type":"code","config":{"code":"return { n: 1 }"}}]"""));

        await _scene.WaitForAsync(endless, "failed");
        await _scene.WaitForAsync(other, "succeeded");

        (await _scene.ScalarAsync<string>($"SELECT error->>'code' FROM workflow_executions WHERE id = '{endless}'")).ShouldBe("workflows.code_limit");
    }

    [Test]
    public async Task A_message_to_slack_carries_its_key_and_keeps_the_answer_short()
    {
        await using var sink = await HttpSink.StartAsync(context => context.Response.WriteAsync("ok"));
        var workflow = await _scene.PublishAsync("""[{"key":"tell","type":"sendSlackMessage","config":{"webhook":"SINKservices/x","text":"Hi {{ trigger.name }}"}}]"""
            .Replace("SINK", $"{sink.Address}"));
        var id = await _scene.StartAsync(workflow, """{"name":"North"}""");

        await _scene.WaitForAsync(id, "succeeded");

        var request = sink.Requests.ShouldHaveSingleItem();
        (request.Path, request.Body, request.IdempotencyKey).ShouldBe(("/services/x", """{"text":"Hi North"}""", $"{id}/tell"));
        (await _scene.ScalarAsync<string>($"SELECT output::text FROM workflow_executions WHERE id = '{id}'")).ShouldBe("""{"status":200}""");
    }

    [Test]
    public async Task What_slack_refuses_is_told_in_its_word()
    {
        await using var sink = await HttpSink.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("no_service");
        });
        var workflow = await _scene.PublishAsync("""[{"key":"tell","type":"sendSlackMessage","config":{"webhook":"SINKx","text":"Hi"}}]""".Replace("SINK", $"{sink.Address}"));
        var id = await _scene.StartAsync(workflow);

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ScalarAsync<string>($"SELECT error->>'message' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("Slack answered 404: no_service");
    }

    [Test]
    public void Every_kind_that_acts_has_a_performer()
    {
        var acting = StepKinds.BuiltIn.All.Where(kind => kind.Effect is EffectClass.Read or EffectClass.Database or EffectClass.External)
            .Select(kind => char.ToUpperInvariant(kind.Type[0]) + kind.Type[1..] + "Performer");

        WorkflowsRegistration.Performers.Select(type => type.Name).ShouldBe(acting, ignoreOrder: true);
    }
}
